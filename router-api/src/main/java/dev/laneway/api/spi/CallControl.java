package dev.laneway.api.spi;

import dev.laneway.api.RateLimitReading;
import java.util.List;

/**
 * The router's side of one call. Its methods are quick, never throw, and may be called on any
 * thread until the call has ended.
 */
public interface CallControl {

  /** The model that is asked, in the vendor's words. */
  String model();

  /** How long each phase may take. */
  default Timeouts timeouts() {
    return Timeouts.DEFAULT;
  }

  /**
   * Whether a parameter that the vendor has no word for fails the call instead of being dropped.
   */
  default boolean strict() {
    return false;
  }

  /** Tells what an answer's headers or body said about limits, as soon as it is known. */
  default void observed(List<RateLimitReading> readings) {}

  /** Tells something for the receipt: a parameter that was dropped, above all. */
  default void noted(String note) {}

  /** A call without a router around it. */
  static CallControl of(String model) {
    return () -> model;
  }
}
