package dev.laneway.core.quota;

/**
 * What a vendor takes off a limit of tokens when it admits a call, and what it gives back later.
 */
public enum Charge {
  /** What the call is expected to use; corrected to what it did use. */
  EXPECTED,
  /** The prompt alone. */
  INPUT,
  /** The most that the call may use, and nothing comes back. */
  MAXIMUM,
  /** The most that the call may use; what was not used comes back at the end. */
  MAXIMUM_REFUNDED
}
