package dev.laneway.core.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.laneway.api.BuiltInTool;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Reasoning;
import dev.laneway.api.ResponseSchema;
import dev.laneway.api.Sampling;
import dev.laneway.api.Tool;
import dev.laneway.api.ToolChoice;
import java.util.OptionalLong;

/** Whole requests; what is at its default is left out. */
final class Requests {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Requests() {}

  static ObjectNode write(ChatRequest request) {
    ObjectNode node = JSON.objectNode();
    ArrayNode messages = node.putArray("messages");
    request.messages().forEach(message -> messages.add(Parts.write(message)));
    if (!request.tools().isEmpty()) {
      ArrayNode tools = node.putArray("tools");
      request.tools().forEach(tool -> writeTo(tools, tool));
    }
    if (!request.builtInTools().isEmpty()) {
      ArrayNode builtIn = node.putArray("builtIn");
      request.builtInTools().forEach(tool -> builtIn.add(tool.name()));
    }
    request
        .toolChoice()
        .ifPresent(
            choice ->
                node.putObject("choice")
                    .put("mode", choice.mode().name())
                    .put("tool", choice.tool()));
    request
        .responseSchema()
        .ifPresent(
            schema ->
                node.putObject("schema")
                    .put("name", schema.name())
                    .put("json", schema.json())
                    .put("strict", schema.strict()));
    writeTo(node, request.sampling());
    if (!request.stop().isEmpty()) {
      ArrayNode stop = node.putArray("stop");
      request.stop().forEach(stop::add);
    }
    request.maxOutputTokens().ifPresent(most -> node.put("maxOutputTokens", most));
    request.reasoning().ifPresent(reasoning -> writeTo(node.putObject("reasoning"), reasoning));
    if (!request.extras().isEmpty()) {
      node.set("extras", Values.write(request.extras()));
    }
    return node;
  }

  private static void writeTo(ArrayNode tools, Tool tool) {
    tools
        .addObject()
        .put("name", tool.name())
        .put("description", tool.description())
        .put("parameters", tool.parameters());
  }

  private static void writeTo(ObjectNode node, Sampling sampling) {
    sampling.temperature().ifPresent(value -> node.put("temperature", value));
    sampling.topP().ifPresent(value -> node.put("topP", value));
    sampling.topK().ifPresent(value -> node.put("topK", value));
    sampling.presencePenalty().ifPresent(value -> node.put("presencePenalty", value));
    sampling.frequencyPenalty().ifPresent(value -> node.put("frequencyPenalty", value));
    sampling.seed().ifPresent(value -> node.put("seed", value));
  }

  private static void writeTo(ObjectNode node, Reasoning reasoning) {
    node.put("effort", reasoning.effort().name()).put("shown", reasoning.shown());
    reasoning.budgetTokens().ifPresent(tokens -> node.put("budget", tokens));
  }

  static ChatRequest read(JsonNode node) {
    ChatRequest.Builder request = ChatRequest.builder();
    node.path("messages").forEach(message -> request.message(Parts.message(message)));
    node.path("tools")
        .forEach(
            tool ->
                request.tool(
                    new Tool(
                        tool.path("name").asText(),
                        tool.path("description").asText(),
                        tool.path("parameters").asText())));
    node.path("builtIn").forEach(tool -> request.builtIn(BuiltInTool.valueOf(tool.asText())));
    JsonNode choice = node.path("choice");
    if (choice.isObject()) {
      request.toolChoice(
          new ToolChoice(
              ToolChoice.Mode.valueOf(choice.path("mode").asText()), choice.path("tool").asText()));
    }
    JsonNode schema = node.path("schema");
    if (schema.isObject()) {
      request.responseSchema(
          new ResponseSchema(
              schema.path("name").asText(),
              schema.path("json").asText(),
              schema.path("strict").asBoolean()));
    }
    readSampling(node, request);
    node.path("stop").forEach(text -> request.stop(text.asText()));
    if (node.has("maxOutputTokens")) {
      request.maxOutputTokens(node.path("maxOutputTokens").asLong());
    }
    JsonNode reasoning = node.path("reasoning");
    if (reasoning.isObject()) {
      request.reasoning(reasoning(reasoning));
    }
    node.path("extras")
        .properties()
        .forEach(
            vendor ->
                vendor
                    .getValue()
                    .properties()
                    .forEach(
                        extra ->
                            request.extra(
                                vendor.getKey(), extra.getKey(), Values.read(extra.getValue()))));
    return request.build();
  }

  private static void readSampling(JsonNode node, ChatRequest.Builder request) {
    if (node.has("temperature")) {
      request.temperature(node.path("temperature").asDouble());
    }
    if (node.has("topP")) {
      request.topP(node.path("topP").asDouble());
    }
    if (node.has("topK")) {
      request.topK(node.path("topK").asInt());
    }
    if (node.has("presencePenalty")) {
      request.presencePenalty(node.path("presencePenalty").asDouble());
    }
    if (node.has("frequencyPenalty")) {
      request.frequencyPenalty(node.path("frequencyPenalty").asDouble());
    }
    if (node.has("seed")) {
      request.seed(node.path("seed").asLong());
    }
  }

  private static Reasoning reasoning(JsonNode node) {
    OptionalLong budget =
        node.has("budget") ? OptionalLong.of(node.path("budget").asLong()) : OptionalLong.empty();
    return new Reasoning(
        Reasoning.Effort.valueOf(node.path("effort").asText()),
        budget,
        node.path("shown").asBoolean());
  }
}
