package dev.laneway.api.spi;

import static java.util.Objects.requireNonNull;

import dev.laneway.api.ProviderFailure;
import org.jspecify.annotations.Nullable;

/** Carries a failure from an adapter to the router; applications see a {@code RouterException}. */
public final class ProviderException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient ProviderFailure failure;

  /** A failure without a cause below it. */
  public ProviderException(ProviderFailure failure) {
    this(failure, null);
  }

  /** A failure with what went wrong below it. */
  public ProviderException(ProviderFailure failure, @Nullable Throwable cause) {
    super(failure.kind() + " (" + failure.status() + "): " + failure.detail(), cause);
    this.failure = requireNonNull(failure, "failure");
  }

  /** Why the call did not work. */
  public ProviderFailure failure() {
    return failure;
  }

  /** Failures are data: nobody reads where an adapter made one. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
