package dev.laneway.spring.ai;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Tool;
import dev.laneway.core.Router;
import dev.laneway.core.bridge.Turn;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.StructuredOutputChatOptions;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;

/** A prompt in the router's words, and the turn that it belongs to. */
record Question(ChatRequest request, CallOptions options, Turn turn) {

  static Question of(Prompt prompt, RouterChatOptions usual, Router router) {
    ChatOptions told = prompt.getOptions() != null ? prompt.getOptions() : usual;
    LeftOut.tellOf(told.getClass());
    ChatRequest request = request(prompt, told, usual);
    Turn turn = Messages.turnOf(prompt.getInstructions());
    CallOptions treatment =
        told instanceof RouterChatOptions ours && ours.getCallOptions() != null
            ? ours.getCallOptions()
            : usual.getCallOptions() != null ? usual.getCallOptions() : router.defaults();
    String model = first(told, usual, ChatOptions::getModel);
    return new Question(
        request, turn.options(router, treatment, request, model == null ? "" : model), turn);
  }

  private static ChatRequest request(Prompt prompt, ChatOptions told, ChatOptions usual) {
    ChatRequest.Builder request =
        ChatRequest.builder().messages(Messages.from(prompt.getInstructions()));
    given(first(told, usual, ChatOptions::getTemperature), request::temperature);
    given(first(told, usual, ChatOptions::getTopP), request::topP);
    given(first(told, usual, ChatOptions::getTopK), request::topK);
    given(first(told, usual, ChatOptions::getPresencePenalty), request::presencePenalty);
    given(first(told, usual, ChatOptions::getFrequencyPenalty), request::frequencyPenalty);
    given(first(told, usual, ChatOptions::getMaxTokens), most -> request.maxOutputTokens(most));
    List<String> stop = first(told, usual, ChatOptions::getStopSequences);
    given(stop, texts -> request.stop(texts.toArray(String[]::new)));
    given(first(told, usual, Question::schemaOf), request::responseSchema);
    given(
        first(told, usual, Question::toolsOf),
        tools -> tools.forEach(tool -> request.tool(toolOf(tool.getToolDefinition()))));
    return request.build();
  }

  private static @Nullable String schemaOf(ChatOptions options) {
    return options instanceof StructuredOutputChatOptions structured
        ? structured.getOutputSchema()
        : null;
  }

  private static @Nullable List<ToolCallback> toolsOf(ChatOptions options) {
    return options instanceof ToolCallingChatOptions tooled ? tooled.getToolCallbacks() : null;
  }

  private static Tool toolOf(ToolDefinition tool) {
    return new Tool(tool.name(), tool.description(), tool.inputSchema());
  }

  private static <T> @Nullable T first(
      ChatOptions told, ChatOptions usual, Function<ChatOptions, @Nullable T> member) {
    T value = member.apply(told);
    return value != null ? value : member.apply(usual);
  }

  private static <T> void given(@Nullable T value, Consumer<T> taker) {
    if (value != null) {
      taker.accept(value);
    }
  }
}
