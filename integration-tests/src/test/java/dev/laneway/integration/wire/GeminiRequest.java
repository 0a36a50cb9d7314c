package dev.laneway.integration.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.laneway.api.BuiltInTool;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Media;
import dev.laneway.api.Message;
import dev.laneway.api.Part;
import dev.laneway.api.Reasoning;
import dev.laneway.api.ResponseSchema;
import dev.laneway.api.Role;
import dev.laneway.api.Tool;
import dev.laneway.api.ToolChoice;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** Reads a recorded request of Gemini's protocol, in camel case, into the neutral words. */
final class GeminiRequest {

  private static final Map<String, BuiltInTool> BUILT_IN =
      Map.of(
          "googleSearch", BuiltInTool.WEB_SEARCH,
          "codeExecution", BuiltInTool.CODE_EXECUTION,
          "urlContext", BuiltInTool.URL_CONTEXT);

  private final WireFile file;
  private final ChatRequest.Builder request = ChatRequest.builder();

  private GeminiRequest(WireFile file) {
    this.file = file;
  }

  static ChatRequest of(WireFile file) {
    GeminiRequest reader = new GeminiRequest(file);
    JsonNode body = GeminiForm.camelCase(Plain.withoutNulls(Healed.of(file.request())));
    reader.read(body.has("generateContentRequest") ? body.path("generateContentRequest") : body);
    return reader.request.build();
  }

  private void read(JsonNode body) {
    JsonNode parts = body.path("systemInstruction").path("parts");
    for (JsonNode part : parts.isObject() ? List.of(parts) : parts) {
      request.system(part.path("text").asText());
    }
    for (JsonNode content : body.path("contents")) {
      if (content.path("role").asText().equals("model")) {
        Echo.of(file, content).ifPresent(request::message);
      } else {
        user(content.path("parts"));
      }
    }
    body.properties()
        .forEach(
            member -> {
              switch (member.getKey()) {
                case "systemInstruction", "contents", "model" -> {}
                case "generationConfig" -> generation(member.getValue());
                case "tools" -> tools(member.getValue());
                case "toolConfig" -> choice(member.getValue());
                default -> extra(member.getKey(), member.getValue());
              }
            });
  }

  /** Results of tools are messages of their own in the neutral model. */
  private void user(JsonNode parts) {
    List<Part> said = new ArrayList<>();
    List<Part> results = new ArrayList<>();
    for (JsonNode part : parts) {
      if (part.has("functionResponse")) {
        JsonNode result = part.path("functionResponse");
        results.add(
            new Part.ToolResult(
                result.path("id").asText(""),
                result.path("name").asText(),
                result.path("response").toString()));
      } else if (part.has("inlineData")) {
        JsonNode data = part.path("inlineData");
        said.add(
            new Part.Attachment(
                Media.of(data.path("mimeType").asText(), Plain.bytes(data.path("data").asText()))));
      } else if (part.has("fileData")) {
        JsonNode data = part.path("fileData");
        said.add(
            new Part.Attachment(
                Media.at(
                    data.path("mimeType").asText("video/*"),
                    URI.create(data.path("fileUri").asText()))));
      } else {
        said.add(Part.text(part.path("text").asText()));
      }
    }
    if (!results.isEmpty()) {
      request.message(new Message(Role.TOOL, results));
    }
    if (!said.isEmpty()) {
      request.message(new Message(Role.USER, said));
    }
  }

  private void generation(JsonNode config) {
    ObjectNode more = WireFile.JSON.createObjectNode();
    config
        .properties()
        .forEach(
            member -> {
              JsonNode value = member.getValue();
              switch (member.getKey()) {
                case "temperature" -> request.temperature(value.asDouble());
                case "topP" -> request.topP(value.asDouble());
                case "topK" -> request.topK(value.asInt());
                case "seed" -> request.seed(value.asLong());
                case "presencePenalty" -> request.presencePenalty(value.asDouble());
                case "frequencyPenalty" -> request.frequencyPenalty(value.asDouble());
                case "maxOutputTokens" -> request.maxOutputTokens(value.asLong());
                case "stopSequences" -> value.forEach(text -> request.stop(text.asText()));
                case "responseSchema", "responseJsonSchema" ->
                    request.responseSchema(ResponseSchema.ofJson(value.toString()));
                case "thinkingConfig" -> request.reasoning(thinking(value));
                case "responseMimeType" -> {
                  boolean json = value.asText().equals("application/json");
                  boolean anyObject =
                      !config.has("responseSchema") && !config.has("responseJsonSchema");
                  if (!json) {
                    more.set(member.getKey(), value);
                  } else if (anyObject) {
                    request.responseSchema(ResponseSchema.ANY_OBJECT);
                  }
                }
                default -> more.set(member.getKey(), value);
              }
            });
    if (!more.isEmpty()) {
      extra("generationConfig", more);
    }
  }

  private static Reasoning thinking(JsonNode config) {
    String level = config.path("thinkingLevel").asText("DEFAULT").toUpperCase(Locale.ROOT);
    return new Reasoning(
        Reasoning.Effort.valueOf(level),
        config.has("thinkingBudget")
            ? OptionalLong.of(config.path("thinkingBudget").asLong())
            : OptionalLong.empty(),
        config.path("includeThoughts").asBoolean());
  }

  private void tools(JsonNode tools) {
    for (JsonNode group : tools) {
      group
          .properties()
          .forEach(
              member -> {
                BuiltInTool builtIn = BUILT_IN.get(member.getKey());
                if (builtIn != null) {
                  request.builtIn(builtIn);
                } else if (member.getKey().equals("functionDeclarations")) {
                  member.getValue().forEach(this::function);
                } else {
                  extra("tools", tools);
                }
              });
    }
  }

  private void function(JsonNode function) {
    String name = function.path("name").asText();
    String description = function.path("description").asText("");
    JsonNode parameters =
        function.has("parametersJsonSchema")
            ? function.path("parametersJsonSchema")
            : function.path("parameters");
    request.tool(
        parameters.isObject()
            ? new Tool(name, description, parameters.toString())
            : Tool.of(name, description));
  }

  private void choice(JsonNode toolConfig) {
    JsonNode config = toolConfig.path("functionCallingConfig");
    boolean plain = toolConfig.size() == 1 && config.has("mode");
    switch (plain ? config.path("mode").asText() : "") {
      case "AUTO" -> request.toolChoice(ToolChoice.AUTO);
      case "NONE" -> request.toolChoice(ToolChoice.NONE);
      case "ANY" ->
          request.toolChoice(
              config.path("allowedFunctionNames").size() == 1
                  ? ToolChoice.tool(config.path("allowedFunctionNames").path(0).asText())
                  : ToolChoice.REQUIRED);
      default -> extra("toolConfig", toolConfig);
    }
  }

  private void extra(String name, JsonNode value) {
    request.extra("gemini", name, Plain.value(value));
  }
}
