package dev.laneway.api.spi.store;

import java.util.List;

/**
 * Whether claims were granted, all of them, or none.
 *
 * @param left what is left of each allowance, in the order of the claims
 * @param refused the first claim that does not fit, -1 when all were granted
 * @param retryInMillis when it may fit, as far as the store can tell
 */
public record Verdict(List<Long> left, int refused, long retryInMillis) {

  /** Copies what is left. */
  public Verdict {
    left = List.copyOf(left);
  }

  /** All were granted. */
  public static Verdict granted(List<Long> left) {
    return new Verdict(left, -1, 0);
  }

  /** Whether the call may go. */
  public boolean isGranted() {
    return refused < 0;
  }
}
