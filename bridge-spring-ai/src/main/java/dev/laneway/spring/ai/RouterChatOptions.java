package dev.laneway.spring.ai;

import dev.laneway.api.CallOptions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.model.tool.DefaultToolCallingChatOptions;
import org.springframework.ai.model.tool.StructuredOutputChatOptions;
import org.springframework.ai.tool.ToolCallback;

/**
 * Options that keep tools and schemas on their way through {@code ChatClient}, which drops both
 * without a word where a model's own options cannot hold them. Their model is the name of a route
 * or else of a lane.
 */
public final class RouterChatOptions extends DefaultToolCallingChatOptions
    implements StructuredOutputChatOptions {

  private final @Nullable String outputSchema;
  private final @Nullable CallOptions callOptions;

  private RouterChatOptions(
      @Nullable List<ToolCallback> toolCallbacks,
      @Nullable Map<String, Object> toolContext,
      Builder built,
      DefaultsOf plain) {
    super(
        toolCallbacks,
        toolContext,
        plain.model,
        plain.frequencyPenalty,
        plain.maxTokens,
        plain.presencePenalty,
        plain.stopSequences,
        plain.temperature,
        plain.topK,
        plain.topP);
    outputSchema = built.outputSchema;
    callOptions = built.callOptions;
  }

  /** What every vendor has, as the builder of Spring AI holds it. */
  private record DefaultsOf(
      @Nullable String model,
      @Nullable Double frequencyPenalty,
      @Nullable Integer maxTokens,
      @Nullable Double presencePenalty,
      @Nullable List<String> stopSequences,
      @Nullable Double temperature,
      @Nullable Integer topK,
      @Nullable Double topP) {}

  /** Options to fill. */
  public static Builder builder() {
    return new Builder();
  }

  /** The schema that the answer must fit. */
  @Override
  public @Nullable String getOutputSchema() {
    return outputSchema;
  }

  /** How the router is to treat the call: urgency, deadline, tenant, session and so on. */
  public @Nullable CallOptions getCallOptions() {
    return callOptions;
  }

  @Override
  public Builder mutate() {
    return builder()
        .model(getModel())
        .frequencyPenalty(getFrequencyPenalty())
        .maxTokens(getMaxTokens())
        .presencePenalty(getPresencePenalty())
        .stopSequences(getStopSequences())
        .temperature(getTemperature())
        .topK(getTopK())
        .topP(getTopP())
        .toolCallbacks(getToolCallbacks())
        .toolContext(getToolContext())
        .outputSchema(outputSchema)
        .callOptions(callOptions);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other)
        && other instanceof RouterChatOptions that
        && Objects.equals(outputSchema, that.outputSchema)
        && Objects.equals(callOptions, that.callOptions);
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + Objects.hash(outputSchema, callOptions);
  }

  /** Fills options. */
  public static final class Builder extends DefaultToolCallingChatOptions.Builder<Builder>
      implements StructuredOutputChatOptions.Builder<Builder> {

    private @Nullable String outputSchema;
    private @Nullable CallOptions callOptions;

    private Builder() {}

    @Override
    public Builder outputSchema(@Nullable String schema) {
      outputSchema = schema;
      return this;
    }

    /** Says how the router is to treat the call. */
    public Builder callOptions(@Nullable CallOptions options) {
      callOptions = options;
      return this;
    }

    @Override
    public Builder combineWith(ChatOptions.Builder<?> other) {
      super.combineWith(other);
      if (other instanceof Builder that) {
        outputSchema = that.outputSchema != null ? that.outputSchema : outputSchema;
        callOptions = that.callOptions != null ? that.callOptions : callOptions;
      } else {
        LeftOut.tellOf(other.getClass());
        if (other.build() instanceof StructuredOutputChatOptions structured
            && structured.getOutputSchema() != null) {
          outputSchema = structured.getOutputSchema();
        }
      }
      return this;
    }

    @Override
    public RouterChatOptions build() {
      return new RouterChatOptions(
          toolCallbacks,
          toolContext,
          this,
          new DefaultsOf(
              model,
              frequencyPenalty,
              maxTokens,
              presencePenalty,
              stopSequences,
              temperature,
              topK,
              topP));
    }
  }
}
