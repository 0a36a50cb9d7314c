package dev.laneway.api;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a model answered. Its {@link #message()} goes back into the next request as it is; vendor
 * state that must be echoed is inside.
 */
public final class ChatReply {

  private final Message message;
  private final FinishReason finishReason;
  private final Usage usage;
  private final String model;
  private final String id;
  private final List<Citation> citations;
  private final @Nullable Money vendorCost;
  private final Receipt receipt;

  private ChatReply(Builder builder) {
    message = requireNonNull(builder.message, "message");
    finishReason = builder.finishReason;
    usage = builder.usage;
    model = builder.model;
    id = builder.id;
    citations = List.copyOf(builder.citations);
    vendorCost = builder.vendorCost;
    receipt = builder.receipt;
  }

  /** A reply to fill, for adapters and tests. */
  public static Builder builder(Message message) {
    return new Builder(message);
  }

  /** A plain answer, for tests. */
  public static ChatReply of(String text) {
    return builder(Message.assistant(text)).build();
  }

  /** A builder that starts from this reply. */
  public Builder toBuilder() {
    Builder copy =
        new Builder(message)
            .finishReason(finishReason)
            .usage(usage)
            .model(model)
            .id(id)
            .citations(citations)
            .receipt(receipt);
    copy.vendorCost = vendorCost;
    return copy;
  }

  /** The model's turn, to be sent back in the next request. */
  public Message message() {
    return message;
  }

  /** What was said in plain text; empty when the model only asks for tools. */
  public String text() {
    return message.text();
  }

  /** What the model thought, as far as the vendor shows it. */
  public String reasoning() {
    StringBuilder joined = new StringBuilder();
    for (Part part : message.parts()) {
      if (part instanceof Part.Reasoning thought) {
        joined.append(thought.text());
      }
    }
    return joined.toString();
  }

  /** The tools that the model asks for, in order. */
  public List<ToolCall> toolCalls() {
    return message.toolCalls();
  }

  /**
   * The answer as a record of yours, when one was asked for by a response schema.
   *
   * @throws IllegalArgumentException if the model's JSON does not fit, without quoting it
   */
  public <T extends Record> T as(Class<T> type) {
    return JsonBinding.installed().read(text(), type);
  }

  /** Why the model stopped. */
  public FinishReason finishReason() {
    return finishReason;
  }

  /** What was consumed. */
  public Usage usage() {
    return usage;
  }

  /** The model that answered, in the vendor's words, often a dated id; may be empty. */
  public String model() {
    return model;
  }

  /** The vendor's id of the answer; may be empty. */
  public String id() {
    return id;
  }

  /** The sources that the answer rests on. */
  public List<Citation> citations() {
    return citations;
  }

  /** What the vendor itself says that the call cost. */
  public Optional<Money> vendorCost() {
    return Optional.ofNullable(vendorCost);
  }

  /** What happened to the request; empty in replies that did not come through a router. */
  public Receipt receipt() {
    return receipt;
  }

  @Override
  public String toString() {
    return "reply of %d characters, %d tool calls, %s, %s"
        .formatted(text().length(), toolCalls().size(), finishReason, receipt);
  }

  /** Fills a reply. */
  public static final class Builder {

    private final Message message;
    private FinishReason finishReason = FinishReason.STOP;
    private Usage usage = Usage.NONE;
    private String model = "";
    private String id = "";
    private List<Citation> citations = List.of();
    private @Nullable Money vendorCost;
    private Receipt receipt = Receipt.EMPTY;

    private Builder(Message message) {
      this.message = message;
    }

    /** Why the model stopped. */
    public Builder finishReason(FinishReason value) {
      finishReason = requireNonNull(value, "finishReason");
      return this;
    }

    /** What was consumed. */
    public Builder usage(Usage value) {
      usage = requireNonNull(value, "usage");
      return this;
    }

    /** The model that answered. */
    public Builder model(String value) {
      model = requireNonNull(value, "model");
      return this;
    }

    /** The vendor's id of the answer. */
    public Builder id(String value) {
      id = requireNonNull(value, "id");
      return this;
    }

    /** The sources that the answer rests on. */
    public Builder citations(List<Citation> value) {
      citations = value;
      return this;
    }

    /** What the vendor says that the call cost. */
    public Builder vendorCost(Money value) {
      vendorCost = requireNonNull(value, "vendorCost");
      return this;
    }

    /** What happened to the request. */
    public Builder receipt(Receipt value) {
      receipt = requireNonNull(value, "receipt");
      return this;
    }

    /** The reply. */
    public ChatReply build() {
      return new ChatReply(this);
    }
  }
}
