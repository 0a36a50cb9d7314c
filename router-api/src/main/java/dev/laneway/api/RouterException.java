package dev.laneway.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one exception of the front door. Its message needs no manual, and its receipt tells every
 * attempt; it never holds a prompt or a key.
 */
public final class RouterException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** What a caller would act on. */
  public enum Reason {
    /** No lane had quota within the deadline: try again at {@link RouterException#retryAt()}. */
    LIMITED,
    /** A budget of yours is spent. */
    BUDGET,
    /** Every lane failed, or is closed. */
    UNAVAILABLE,
    /** The deadline passed while a lane was at work. */
    DEADLINE,
    /** The request is wrong, and no lane will help. */
    REJECTED,
    /** The vendor refused the content. */
    REFUSED,
    /** No lane of the route can do what the request needs. */
    UNSUPPORTED,
    /** Optional work for which there was nothing to spare. */
    DROPPED,
    /** A stream broke after something had been shown. */
    BROKEN,
    /** Only a stored answer would do, and there is none. */
    NOT_CACHED,
    /** The caller cancelled. */
    CANCELLED,
    /** The router is closed. */
    CLOSED
  }

  private final Reason reason;
  private final transient Receipt receipt;
  private final @Nullable Instant retryAt;
  private final @Nullable String textSoFar;
  private final transient @Nullable ProviderFailure failure;

  private RouterException(Builder builder) {
    super(builder.message, builder.cause);
    reason = builder.reason;
    receipt = builder.receipt;
    retryAt = builder.retryAt;
    textSoFar = builder.textSoFar;
    failure = builder.failure;
  }

  /** An exception to fill. */
  public static Builder because(Reason reason, String message) {
    return new Builder(reason, message);
  }

  /** What a caller would act on. */
  public Reason reason() {
    return reason;
  }

  /** What happened to the request. */
  public Receipt receipt() {
    return receipt;
  }

  /** The earliest time at which trying again makes sense. */
  public Optional<Instant> retryAt() {
    return Optional.ofNullable(retryAt);
  }

  /** What a stream had shown before it broke. */
  public Optional<String> textSoFar() {
    return Optional.ofNullable(textSoFar);
  }

  /** The last lane's failure, where one ended the request. */
  public Optional<ProviderFailure> failure() {
    return Optional.ofNullable(failure);
  }

  /** The HTTP status that tells a client of your own the truth about this error. */
  public int status() {
    return switch (reason) {
      case LIMITED, BUDGET, DROPPED -> 429;
      case UNAVAILABLE, CLOSED -> 503;
      case BROKEN -> 502;
      case DEADLINE, NOT_CACHED -> 504;
      case REJECTED -> failure != null && failure.status() >= 400 ? failure.status() : 400;
      case REFUSED, UNSUPPORTED -> 422;
      case CANCELLED -> 499;
    };
  }

  /** Fills an exception. */
  public static final class Builder {

    private final Reason reason;
    private final String message;
    private Receipt receipt = Receipt.EMPTY;
    private @Nullable Instant retryAt;
    private @Nullable String textSoFar;
    private @Nullable ProviderFailure failure;
    private @Nullable Throwable cause;

    private Builder(Reason reason, String message) {
      this.reason = requireNonNull(reason, "reason");
      this.message = requireNonNull(message, "message");
    }

    /** What happened to the request. */
    public Builder receipt(Receipt value) {
      receipt = requireNonNull(value, "receipt");
      return this;
    }

    /** The earliest time at which trying again makes sense. */
    public Builder retryAt(Instant value) {
      retryAt = requireNonNull(value, "retryAt");
      return this;
    }

    /** What a stream had shown before it broke. */
    public Builder textSoFar(String value) {
      textSoFar = requireNonNull(value, "textSoFar");
      return this;
    }

    /** The last lane's failure. */
    public Builder failure(ProviderFailure value) {
      failure = requireNonNull(value, "failure");
      return this;
    }

    /** What went wrong under it. */
    public Builder cause(Throwable value) {
      cause = requireNonNull(value, "cause");
      return this;
    }

    /** The exception. */
    public RouterException build() {
      return new RouterException(this);
    }
  }
}
