package dev.laneway.benchmarks.baseline;

import dev.laneway.benchmarks.vendor.VendorAnswer;
import java.util.OptionalLong;

/** How a policy's attempt at a request went. */
record Tried(boolean isOk, OptionalLong retryAfterMs) {

  static Tried of(VendorAnswer answer) {
    return new Tried(answer.isOk(), answer.retryAfterMs());
  }

  static Tried failed(OptionalLong retryAfterMs) {
    return new Tried(false, retryAfterMs);
  }
}
