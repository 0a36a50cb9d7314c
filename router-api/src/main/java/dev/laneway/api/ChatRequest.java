package dev.laneway.api;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked, in no vendor's words and without a model: which lane answers is the
 * router's affair. Two requests are equal when every vendor would be sent the same.
 *
 * <pre>{@code
 * ChatRequest request = ChatRequest.builder()
 *     .system("You are terse.").user("Classify: 'refund please'").maxOutputTokens(20).build();
 * }</pre>
 */
public final class ChatRequest {

  private final List<Message> messages;
  private final List<Tool> tools;
  private final Set<BuiltInTool> builtInTools;
  private final @Nullable ToolChoice toolChoice;
  private final @Nullable ResponseSchema responseSchema;
  private final Sampling sampling;
  private final List<String> stop;
  private final OptionalLong maxOutputTokens;
  private final @Nullable Reasoning reasoning;
  private final Map<String, Map<String, Object>> extras;

  private ChatRequest(Builder builder) {
    messages = List.copyOf(builder.messages);
    tools = List.copyOf(builder.tools);
    builtInTools = Collections.unmodifiableSet(builder.builtInTools.clone());
    toolChoice = builder.toolChoice;
    responseSchema = builder.responseSchema;
    sampling =
        new Sampling(
            builder.temperature,
            builder.topP,
            builder.topK,
            builder.presencePenalty,
            builder.frequencyPenalty,
            builder.seed);
    stop = List.copyOf(builder.stop);
    maxOutputTokens = builder.maxOutputTokens;
    reasoning = builder.reasoning;
    extras = copyOf(builder.extras);
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("messages of a request must not be empty");
    }
    requireDistinct(tools);
    if (toolChoice != null) {
      toolChoice.requireAmong(tools);
    }
  }

  private static Map<String, Map<String, Object>> copyOf(Map<String, Map<String, Object>> extras) {
    if (extras.isEmpty()) {
      return Map.of();
    }
    Map<String, Map<String, Object>> copy = new LinkedHashMap<>();
    extras.forEach(
        (vendor, values) ->
            copy.put(vendor, Collections.unmodifiableMap(new LinkedHashMap<>(values))));
    return Collections.unmodifiableMap(copy);
  }

  private static void requireDistinct(List<Tool> tools) {
    for (int i = 1; i < tools.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (tools.get(i).name().equals(tools.get(j).name())) {
          throw new IllegalArgumentException(
              "tools must have distinct names, two are '" + tools.get(i).name() + "'");
        }
      }
    }
  }

  /** A question of one sentence. */
  public static ChatRequest of(String prompt) {
    return builder().user(prompt).build();
  }

  /** An empty request to fill. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that starts from this request. */
  public Builder toBuilder() {
    Builder copy = new Builder();
    copy.messages.addAll(messages);
    copy.tools.addAll(tools);
    copy.builtInTools.addAll(builtInTools);
    copy.toolChoice = toolChoice;
    copy.responseSchema = responseSchema;
    copy.temperature = sampling.temperature();
    copy.topP = sampling.topP();
    copy.topK = sampling.topK();
    copy.presencePenalty = sampling.presencePenalty();
    copy.frequencyPenalty = sampling.frequencyPenalty();
    copy.seed = sampling.seed();
    copy.stop.addAll(stop);
    copy.maxOutputTokens = maxOutputTokens;
    copy.reasoning = reasoning;
    extras.forEach((vendor, values) -> copy.extras.put(vendor, new LinkedHashMap<>(values)));
    return copy;
  }

  /** The same request about another conversation. */
  public ChatRequest withMessages(List<Message> others) {
    Builder copy = toBuilder();
    copy.messages.clear();
    return copy.messages(others).build();
  }

  /** The conversation, oldest first; never empty. */
  public List<Message> messages() {
    return messages;
  }

  /** The functions that the model may ask for. */
  public List<Tool> tools() {
    return tools;
  }

  /** The vendor's own tools that are switched on. */
  public Set<BuiltInTool> builtInTools() {
    return builtInTools;
  }

  /** Whether a tool must be asked for; empty for the vendor's default. */
  public Optional<ToolChoice> toolChoice() {
    return Optional.ofNullable(toolChoice);
  }

  /** The form that the answer must have. */
  public Optional<ResponseSchema> responseSchema() {
    return Optional.ofNullable(responseSchema);
  }

  /** How the next word is drawn. */
  public Sampling sampling() {
    return sampling;
  }

  /** Texts at which the model stops. */
  public List<String> stop() {
    return stop;
  }

  /** The most tokens to answer with, thoughts included. */
  public OptionalLong maxOutputTokens() {
    return maxOutputTokens;
  }

  /** How much to think; empty for the vendor's default. */
  public Optional<Reasoning> reasoning() {
    return Optional.ofNullable(reasoning);
  }

  /** What only the named vendor is sent: its words to values. */
  public Map<String, Object> extras(String vendor) {
    return extras.getOrDefault(vendor, Map.of());
  }

  /** All extras, by vendor. */
  public Map<String, Map<String, Object>> extras() {
    return extras;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ChatRequest that
        && messages.equals(that.messages)
        && tools.equals(that.tools)
        && builtInTools.equals(that.builtInTools)
        && Objects.equals(toolChoice, that.toolChoice)
        && Objects.equals(responseSchema, that.responseSchema)
        && sampling.equals(that.sampling)
        && stop.equals(that.stop)
        && maxOutputTokens.equals(that.maxOutputTokens)
        && Objects.equals(reasoning, that.reasoning)
        && extras.equals(that.extras);
  }

  @Override
  public int hashCode() {
    int hash = messages.hashCode();
    hash = 31 * hash + tools.hashCode();
    hash = 31 * hash + builtInTools.hashCode();
    hash = 31 * hash + Objects.hashCode(toolChoice);
    hash = 31 * hash + Objects.hashCode(responseSchema);
    hash = 31 * hash + sampling.hashCode();
    hash = 31 * hash + stop.hashCode();
    hash = 31 * hash + maxOutputTokens.hashCode();
    hash = 31 * hash + Objects.hashCode(reasoning);
    return 31 * hash + extras.hashCode();
  }

  @Override
  public String toString() {
    return "request of " + messages.size() + " messages, " + tools.size() + " tools";
  }

  /** Fills a request; {@link #build()} checks it whole. */
  public static final class Builder {

    private final List<Message> messages = new ArrayList<>();
    private final List<Tool> tools = new ArrayList<>();
    private final EnumSet<BuiltInTool> builtInTools = EnumSet.noneOf(BuiltInTool.class);
    private final List<String> stop = new ArrayList<>();
    private final Map<String, Map<String, Object>> extras = new LinkedHashMap<>();
    private @Nullable ToolChoice toolChoice;
    private @Nullable ResponseSchema responseSchema;
    private OptionalDouble temperature = OptionalDouble.empty();
    private OptionalDouble topP = OptionalDouble.empty();
    private OptionalInt topK = OptionalInt.empty();
    private OptionalDouble presencePenalty = OptionalDouble.empty();
    private OptionalDouble frequencyPenalty = OptionalDouble.empty();
    private OptionalLong seed = OptionalLong.empty();
    private OptionalLong maxOutputTokens = OptionalLong.empty();
    private @Nullable Reasoning reasoning;

    private Builder() {}

    /** Adds what the application says to set the scene. */
    public Builder system(String text) {
      return message(Message.system(text));
    }

    /** Adds what the person says. */
    public Builder user(String text) {
      return message(Message.user(text));
    }

    /** Adds what the person says, with attachments. */
    public Builder user(String text, Media... attachments) {
      return message(Message.user(text, attachments));
    }

    /** Adds what the model said earlier. */
    public Builder assistant(String text) {
      return message(Message.assistant(text));
    }

    /** Adds a tool's answer, plain or JSON text. */
    public Builder toolResult(ToolCall call, String content) {
      return message(Message.toolResult(call, content));
    }

    /** Adds a message as it is: a reply's own message, above all. */
    public Builder message(Message message) {
      messages.add(requireNonNull(message, "message"));
      return this;
    }

    /** Adds messages in their order. */
    public Builder messages(List<Message> more) {
      more.forEach(this::message);
      return this;
    }

    /** Adds a function that the model may ask for. */
    public Builder tool(Tool tool) {
      tools.add(requireNonNull(tool, "tool"));
      return this;
    }

    /** Switches a tool of the vendor's own on. */
    public Builder builtIn(BuiltInTool tool) {
      builtInTools.add(tool);
      return this;
    }

    /** Says whether a tool must be asked for. */
    public Builder toolChoice(ToolChoice choice) {
      toolChoice = requireNonNull(choice, "toolChoice");
      return this;
    }

    /** Asks for JSON with the components of a record. */
    public Builder responseSchema(Class<? extends Record> type) {
      return responseSchema(ResponseSchema.of(type));
    }

    /** Asks for JSON by a schema of your own. */
    public Builder responseSchema(String json) {
      return responseSchema(ResponseSchema.ofJson(json));
    }

    /** Asks for JSON. */
    public Builder responseSchema(ResponseSchema schema) {
      responseSchema = requireNonNull(schema, "responseSchema");
      return this;
    }

    /** From 0, always the likeliest word, to 2. */
    public Builder temperature(double value) {
      temperature = OptionalDouble.of(value);
      return this;
    }

    /** Draws from the likeliest words that together have this probability. */
    public Builder topP(double value) {
      topP = OptionalDouble.of(value);
      return this;
    }

    /** Draws from so many of the likeliest words. */
    public Builder topK(int value) {
      topK = OptionalInt.of(value);
      return this;
    }

    /** Makes words that have been said less likely. */
    public Builder presencePenalty(double value) {
      presencePenalty = OptionalDouble.of(value);
      return this;
    }

    /** Makes words that have been said often less likely. */
    public Builder frequencyPenalty(double value) {
      frequencyPenalty = OptionalDouble.of(value);
      return this;
    }

    /** Adds texts at which the model stops. */
    public Builder stop(String... texts) {
      for (String text : texts) {
        if (text.isEmpty()) {
          throw new IllegalArgumentException("stop must not hold an empty text");
        }
        stop.add(text);
      }
      return this;
    }

    /** Makes the draw repeatable, where a vendor can. */
    public Builder seed(long value) {
      seed = OptionalLong.of(value);
      return this;
    }

    /** Bounds the answer, thoughts included; quotas and budgets reserve no more than this. */
    public Builder maxOutputTokens(long value) {
      if (value < 1) {
        throw new IllegalArgumentException("maxOutputTokens must be positive, was " + value);
      }
      maxOutputTokens = OptionalLong.of(value);
      return this;
    }

    /** Says how much to think. */
    public Builder reasoning(Reasoning value) {
      reasoning = requireNonNull(value, "reasoning");
      return this;
    }

    /** Says how much to think. */
    public Builder reasoning(Reasoning.Effort effort) {
      return reasoning(Reasoning.of(effort));
    }

    /**
     * Adds a word that only the named vendor is sent, at the top of its request.
     *
     * @param value a text, number, boolean, or a list or map of these
     */
    public Builder extra(String vendor, String name, Object value) {
      if (vendor.isBlank() || name.isBlank()) {
        throw new IllegalArgumentException(
            "extra needs a vendor and a name, were '" + vendor + "' and '" + name + "'");
      }
      Object copy = Extras.copyOf(name, value);
      extras.computeIfAbsent(vendor, v -> new LinkedHashMap<>()).put(name, copy);
      return this;
    }

    /** Checks the request whole. */
    public ChatRequest build() {
      return new ChatRequest(this);
    }
  }
}
