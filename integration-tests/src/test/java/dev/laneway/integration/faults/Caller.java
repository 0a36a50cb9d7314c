package dev.laneway.integration.faults;

import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderException;
import dev.laneway.api.spi.Timeouts;
import dev.laneway.api.time.SystemTime;
import dev.laneway.integration.Collected;
import dev.laneway.integration.Providers;
import dev.laneway.integration.keys.Emitted;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a provider in real time, with time-outs of its own, and says what came of it. */
final class Caller implements AutoCloseable {

  private static final ChatRequest HELLO = ChatRequest.of("Hello");

  private final SystemTime time = SystemTime.start("faults");
  private final Provider provider;
  private final CallControl control;
  private final Duration patience;

  private Caller(Family family, URI url, Timeouts timeouts) {
    provider = Providers.at(family.id, url.resolve(family.path), time);
    patience = timeouts.total().plusSeconds(5);
    control =
        new CallControl() {
          @Override
          public String model() {
            return "m-1";
          }

          @Override
          public Timeouts timeouts() {
            return timeouts;
          }
        };
  }

  /** A caller who waits a quarter of a second for anything to happen. */
  static Caller impatient(Family family, URI url) {
    Duration soon = Duration.ofMillis(250);
    return new Caller(family, url, new Timeouts(soon, soon, Duration.ofSeconds(3)));
  }

  /** A caller who lets a vendor begin slowly, and then minds each half second of silence. */
  static Caller minding(Family family, URI url) {
    Duration begun = Duration.ofSeconds(5);
    return new Caller(
        family, url, new Timeouts(begun, Duration.ofMillis(500), Duration.ofSeconds(20)));
  }

  /** A caller whose time-outs play no part. */
  static Caller patient(Family family, URI url) {
    return new Caller(family, url, Timeouts.DEFAULT.within(Duration.ofSeconds(30)));
  }

  CompletableFuture<ChatReply> chatting() {
    return provider.chat(HELLO, control);
  }

  Collected streaming() {
    Collected events = Collected.eager();
    provider.stream(HELLO, control).subscribe(events);
    return events;
  }

  ChatReply chat() {
    return await(chatting());
  }

  ProviderFailure chatFailure() {
    return failureOf(chatting());
  }

  /** The whole reply at the end of a stream. */
  ChatReply stream() {
    List<ChatEvent> events = await(streaming().ended());
    if (events.get(events.size() - 1) instanceof ChatEvent.Completed end) {
      return end.reply();
    }
    throw new AssertionError("no reply at the end of " + events);
  }

  ProviderFailure streamFailure() {
    return failureOf(streaming().ended());
  }

  private ProviderFailure failureOf(CompletableFuture<?> call) {
    try {
      throw new AssertionError("no failure, but " + await(call));
    } catch (ProviderException failed) {
      Emitted.see(failed, failed.failure());
      return failed.failure();
    }
  }

  private <T> T await(CompletableFuture<T> call) {
    try {
      return call.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof ProviderException known) {
        throw known;
      }
      throw new AssertionError("not a ProviderException", failed.getCause());
    } catch (TimeoutException hangs) {
      throw new AssertionError("the time-outs were not kept", hangs);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  @Override
  public void close() {
    provider.close();
    time.close();
  }
}
