package dev.laneway.langchain4j;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.ResponseSchema;
import dev.laneway.api.Tool;
import dev.laneway.api.ToolChoice;
import dev.laneway.core.Router;
import dev.laneway.core.bridge.Turn;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A request in the router's words, and the turn that it belongs to. */
record Question(ChatRequest request, CallOptions options, Turn turn) {

  static Question of(
      dev.langchain4j.model.chat.request.ChatRequest theirs, CallOptions told, Router router) {
    ChatRequest request = request(theirs);
    Turn turn = Messages.turnOf(theirs.messages());
    @Nullable String model = theirs.parameters().modelName();
    return new Question(
        request, turn.options(router, told, request, model == null ? "" : model), turn);
  }

  private static ChatRequest request(dev.langchain4j.model.chat.request.ChatRequest theirs) {
    ChatRequestParameters told = theirs.parameters();
    LeftOut.tellOf(told);
    ChatRequest.Builder request = ChatRequest.builder().messages(Messages.from(theirs.messages()));
    given(told.temperature(), value -> request.temperature(value));
    given(told.topP(), value -> request.topP(value));
    given(told.topK(), value -> request.topK(value));
    given(told.presencePenalty(), value -> request.presencePenalty(value));
    given(told.frequencyPenalty(), value -> request.frequencyPenalty(value));
    given(told.maxOutputTokens(), value -> request.maxOutputTokens(value));
    given(told.stopSequences(), texts -> request.stop(texts.toArray(String[]::new)));
    given(told.toolSpecifications(), all -> all.forEach(tool -> request.tool(toolOf(tool))));
    given(told.toolChoice(), choice -> request.toolChoice(choiceOf(choice)));
    ResponseFormat format = told.responseFormat();
    if (format != null && format.type() == ResponseFormatType.JSON) {
      request.responseSchema(schemaOf(format.jsonSchema()));
    }
    return request.build();
  }

  private static Tool toolOf(ToolSpecification tool) {
    String description = tool.description() == null ? "" : tool.description();
    JsonObjectSchema parameters = tool.parameters();
    return parameters == null
        ? Tool.of(tool.name(), description)
        : new Tool(tool.name(), description, SchemaWriter.written(parameters));
  }

  private static ToolChoice choiceOf(dev.langchain4j.model.chat.request.ToolChoice choice) {
    return switch (choice) {
      case AUTO -> ToolChoice.AUTO;
      case REQUIRED -> ToolChoice.REQUIRED;
      case NONE -> ToolChoice.NONE;
    };
  }

  private static ResponseSchema schemaOf(@Nullable JsonSchema schema) {
    if (schema == null) {
      return ResponseSchema.ANY_OBJECT;
    }
    String name = schema.name() == null ? "answer" : schema.name();
    return new ResponseSchema(name, SchemaWriter.written(schema.rootElement()), true);
  }

  private static <T> void given(@Nullable T value, Consumer<T> taker) {
    if (value != null) {
      taker.accept(value);
    }
  }
}
