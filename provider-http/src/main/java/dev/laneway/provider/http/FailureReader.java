package dev.laneway.provider.http;

import dev.laneway.api.ProviderFailure;

/** Tells failures apart by what a vendor answered. Never throws. */
@FunctionalInterface
public interface FailureReader {

  /** The failure that this answer means. */
  ProviderFailure read(FailedAnswer answer);
}
