package dev.laneway.api;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The limit that a vendor named when it said no, as far as it named one.
 *
 * @param resource what ran out
 * @param window over which stretch
 * @param amount the whole allowance, where the vendor said it
 * @param pool whose allowance, in the vendor's words: a model family, "free models"; may be empty
 */
public record LimitRef(
    Optional<Resource> resource, Optional<Window> window, OptionalLong amount, String pool) {

  /** A limit of which the vendor said nothing. */
  public static final LimitRef UNNAMED =
      new LimitRef(Optional.empty(), Optional.empty(), OptionalLong.empty(), "");

  /** Checks that all are there. */
  public LimitRef {
    requireNonNull(resource, "resource");
    requireNonNull(window, "window");
    requireNonNull(amount, "amount");
    requireNonNull(pool, "pool");
  }

  /** A limit of known resource and window. */
  public static LimitRef of(Resource resource, Window window) {
    return new LimitRef(Optional.of(resource), Optional.of(window), OptionalLong.empty(), "");
  }

  /** The same limit with its amount. */
  public LimitRef withAmount(long value) {
    return new LimitRef(resource, window, OptionalLong.of(value), pool);
  }

  /** The same limit with the vendor's name for its pool. */
  public LimitRef ofPool(String name) {
    return new LimitRef(resource, window, amount, name);
  }

  @Override
  public String toString() {
    if (resource.isEmpty() && window.isEmpty()) {
      return "a limit that the vendor did not name";
    }
    StringBuilder words = new StringBuilder();
    amount.ifPresent(value -> words.append(value).append(' '));
    words.append(resource.map(r -> r.name().toLowerCase(Locale.ROOT)).orElse("calls"));
    window.ifPresent(value -> words.append(" per ").append(value));
    return words.toString();
  }
}
