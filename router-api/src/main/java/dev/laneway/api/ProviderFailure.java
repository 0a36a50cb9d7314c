package dev.laneway.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Why one call on one lane did not work, told apart by what should happen next. An adapter makes it
 * from status, headers and body; only the router acts on it.
 */
public sealed interface ProviderFailure {

  /** What is known of every failure. */
  FailureDetails details();

  /** Which of the ten it is, for a {@code switch} that the compiler checks. */
  Kind kind();

  /** The HTTP status, 0 where there was none. */
  default int status() {
    return details().status();
  }

  /** One line for people, free of keys. */
  default String detail() {
    return details().detail();
  }

  /** How long the vendor asked to wait, if it did. */
  default Optional<Duration> retryIn() {
    return Optional.empty();
  }

  /** The ten kinds. */
  enum Kind {
    /** {@link ProviderFailure.Throttled}. */
    THROTTLED,
    /** {@link ProviderFailure.QuotaSpent}. */
    QUOTA_SPENT,
    /** {@link ProviderFailure.CreditSpent}. */
    CREDIT_SPENT,
    /** {@link ProviderFailure.TooLarge}. */
    TOO_LARGE,
    /** {@link ProviderFailure.Unavailable}. */
    UNAVAILABLE,
    /** {@link ProviderFailure.Unauthorized}. */
    UNAUTHORIZED,
    /** {@link ProviderFailure.ModelGone}. */
    MODEL_GONE,
    /** {@link ProviderFailure.Refused}. */
    REFUSED,
    /** {@link ProviderFailure.Rejected}. */
    REJECTED,
    /** {@link ProviderFailure.Unreadable}. */
    UNREADABLE
  }

  /** Too many calls or tokens for a second or a minute, or too many at once: wait, or move on. */
  record Throttled(FailureDetails details, LimitRef limit, Optional<Duration> retryIn)
      implements ProviderFailure {

    /** Checks that all are there. */
    public Throttled {
      requireNonNull(details, "details");
      requireNonNull(limit, "limit");
      requireNonNull(retryIn, "retryIn");
    }

    @Override
    public Kind kind() {
      return Kind.THROTTLED;
    }
  }

  /**
   * A quota of a day or a month is used up: nothing until its reset.
   *
   * @param retryIn what the vendor said, only where it is to be believed for such a long window
   */
  record QuotaSpent(FailureDetails details, LimitRef limit, Optional<Duration> retryIn)
      implements ProviderFailure {

    /** Checks that all are there. */
    public QuotaSpent {
      requireNonNull(details, "details");
      requireNonNull(limit, "limit");
      requireNonNull(retryIn, "retryIn");
    }

    @Override
    public Kind kind() {
      return Kind.QUOTA_SPENT;
    }
  }

  /**
   * Credit, plan or billing is used up: somebody has to pay.
   *
   * @param retryIn present when the vendor says that it passes by itself
   */
  record CreditSpent(FailureDetails details, Optional<Duration> retryIn)
      implements ProviderFailure {

    /** Checks that all are there. */
    public CreditSpent {
      requireNonNull(details, "details");
      requireNonNull(retryIn, "retryIn");
    }

    @Override
    public Kind kind() {
      return Kind.CREDIT_SPENT;
    }
  }

  /**
   * The request is larger than this lane will ever take, however long one waits.
   *
   * @param largest what the lane takes at most, in tokens
   * @param requested what was asked for, in tokens
   */
  record TooLarge(FailureDetails details, OptionalLong largest, OptionalLong requested)
      implements ProviderFailure {

    /** Checks that all are there. */
    public TooLarge {
      requireNonNull(details, "details");
      requireNonNull(largest, "largest");
      requireNonNull(requested, "requested");
    }

    @Override
    public Kind kind() {
      return Kind.TOO_LARGE;
    }
  }

  /** The vendor is full, broken or out of reach: suspect the lane, not the request. */
  record Unavailable(FailureDetails details, Cause cause, Optional<Duration> retryIn)
      implements ProviderFailure {

    /** What was wrong. */
    public enum Cause {
      /** The vendor said that it has too much to do. */
      OVERLOADED,
      /** The vendor failed. */
      SERVER_ERROR,
      /** No connection, or a connection that broke. */
      NETWORK,
      /** One of the four time-outs. */
      TIMEOUT,
      /** A local model is being loaded. */
      LOADING
    }

    /** Checks that all are there. */
    public Unavailable {
      requireNonNull(details, "details");
      requireNonNull(cause, "cause");
      requireNonNull(retryIn, "retryIn");
    }

    @Override
    public Kind kind() {
      return Kind.UNAVAILABLE;
    }
  }

  /**
   * The key, the plan or the region is not allowed: the account is closed until somebody acts.
   *
   * @param advice what that somebody should do
   */
  record Unauthorized(FailureDetails details, String advice) implements ProviderFailure {

    /** Checks that all are there. */
    public Unauthorized {
      requireNonNull(details, "details");
      requireNonNull(advice, "advice");
    }

    @Override
    public Kind kind() {
      return Kind.UNAUTHORIZED;
    }
  }

  /** The model is unknown, retired, not on this plan, or not made for this kind of call. */
  record ModelGone(FailureDetails details) implements ProviderFailure {

    /** Checks that it is there. */
    public ModelGone {
      requireNonNull(details, "details");
    }

    @Override
    public Kind kind() {
      return Kind.MODEL_GONE;
    }
  }

  /**
   * The vendor will not answer this content.
   *
   * @param reasons the vendor's words for why: categories, never content
   */
  record Refused(FailureDetails details, List<String> reasons) implements ProviderFailure {

    /** Copies the reasons. */
    public Refused {
      requireNonNull(details, "details");
      reasons = List.copyOf(reasons);
    }

    @Override
    public Kind kind() {
      return Kind.REFUSED;
    }
  }

  /**
   * The request is wrong, and no lane will help, unless it is only the model that lacks what was
   * asked for.
   *
   * @param parameter the setting that the vendor named; may be empty
   * @param modelLacks whether a lane of another model may well take it: tools, images, thinking
   */
  record Rejected(FailureDetails details, String parameter, boolean modelLacks)
      implements ProviderFailure {

    /** Checks that all are there. */
    public Rejected {
      requireNonNull(details, "details");
      requireNonNull(parameter, "parameter");
    }

    /** A request that is wrong wherever it is sent. */
    public Rejected(FailureDetails details, String parameter) {
      this(details, parameter, false);
    }

    @Override
    public Kind kind() {
      return Kind.REJECTED;
    }
  }

  /** Something came back, but no answer that can be used: broken, empty, cut, malformed. */
  record Unreadable(FailureDetails details) implements ProviderFailure {

    /** Checks that it is there. */
    public Unreadable {
      requireNonNull(details, "details");
    }

    @Override
    public Kind kind() {
      return Kind.UNREADABLE;
    }
  }
}
