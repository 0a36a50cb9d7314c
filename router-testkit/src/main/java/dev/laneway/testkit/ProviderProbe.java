package dev.laneway.testkit;

import dev.laneway.api.ProviderFailure;
import dev.laneway.api.spi.ApiKey;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderContext;
import dev.laneway.api.spi.ProviderException;
import dev.laneway.api.spi.ProviderFactory;
import dev.laneway.api.spi.ProviderSettings;
import dev.laneway.api.spi.Timeouts;
import dev.laneway.api.time.SystemTime;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Makes providers as a router would, ends them, and looks at how their calls ended. */
final class ProviderProbe implements AutoCloseable {

  /** Long enough for a loaded machine; nothing waits this long when all is well. */
  static final Duration SOON = Duration.ofSeconds(20);

  static final String KEY = "contract-key-5b1f0c7e2d";

  static final String MODEL = "contract-model-9";

  private final ProviderFactory factory;
  private final Duration patience;
  private final SystemTime time = SystemTime.start("contract-time");
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(5))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final List<Provider> made = new ArrayList<>();

  ProviderProbe(ProviderFactory factory, Duration patience) {
    this.factory = factory;
    this.patience = patience;
  }

  Provider at(URI url) {
    Provider provider =
        factory.create(
            ProviderSettings.of(factory.id(), ApiKey.of(KEY)).at(url),
            new ProviderContext(time, http));
    made.add(provider);
    return provider;
  }

  static CallControl control() {
    return CallControl.of(MODEL);
  }

  /** A call whose patience ends soon. */
  static CallControl impatient() {
    Duration moment = Duration.ofMillis(400);
    return new ImpatientControl(MODEL, new Timeouts(moment, moment, Duration.ofSeconds(10)));
  }

  private record ImpatientControl(String model, Timeouts timeouts) implements CallControl {}

  <T> T await(CompletableFuture<T> future) {
    return Visit.await(future, patience, "the call did not end well");
  }

  /** The failure that a call ended with, its words free of the key. */
  ProviderFailure failureOf(CompletableFuture<?> future) {
    try {
      future.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      return failureOf(failed.getCause());
    } catch (TimeoutException late) {
      throw new AssertionError("the call did not fail within " + patience, late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
    throw new AssertionError("the call answered although it had to fail");
  }

  static ProviderFailure failureOf(@Nullable Throwable error) {
    if (!(error instanceof ProviderException failed)) {
      throw new AssertionError("a call fails with a ProviderException and nothing else", error);
    }
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      requireKeyless(cause.toString(), "an exception");
    }
    requireKeyless(failed.failure().toString(), "a failure");
    return failed.failure();
  }

  static void requireKeyless(String words, String where) {
    if (words.contains(KEY)) {
      throw new AssertionError("the key stands in " + where);
    }
  }

  @Override
  public void close() {
    made.forEach(Provider::close);
    time.close();
  }
}
