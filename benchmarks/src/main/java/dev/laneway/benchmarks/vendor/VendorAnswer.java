package dev.laneway.benchmarks.vendor;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a vendor answers.
 *
 * @param lane which deployment answered
 * @param sentMs when the call was sent
 * @param atMs when the answer is there
 * @param retryAfterMs how long to wait, where it says so
 * @param limits what its headers say, empty where it sends none
 */
public record VendorAnswer(
    int status,
    int lane,
    long sentMs,
    long atMs,
    OptionalLong retryAfterMs,
    List<LimitState> limits) {

  /** The state of one limit when the call came in. */
  public record LimitState(LimitSpec spec, long limit, long remaining, long resetMs) {}

  /** Whether it is an answer to the question. */
  public boolean isOk() {
    return status == 200;
  }
}
