package dev.laneway.core.schedule;

import dev.laneway.api.FailureDetails;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.ProviderFailure.Unavailable;
import dev.laneway.api.spi.ProviderException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

/** Reads the failure out of what a provider's future or publisher ended with. */
final class Failures {

  private Failures() {}

  static ProviderFailure of(Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof ProviderException known) {
      return known.failure();
    }
    if (cause instanceof CancellationException) {
      return new Unavailable(
          FailureDetails.of("the provider cancelled the call"),
          Unavailable.Cause.NETWORK,
          Optional.empty());
    }
    return unreadable("the provider failed with " + cause.getClass().getName());
  }

  /**
   * What an adapter could not even say in its vendor's words, and what a model lacks, may go on.
   */
  static boolean isWrongEverywhere(ProviderFailure failure) {
    return failure instanceof ProviderFailure.Rejected rejected
        && rejected.status() > 0
        && !rejected.modelLacks();
  }

  static ProviderFailure unreadable(String because) {
    return new ProviderFailure.Unreadable(FailureDetails.of(because));
  }
}
