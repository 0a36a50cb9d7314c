package dev.laneway.core;

import dev.laneway.api.Capability;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.FailureDetails;
import dev.laneway.api.LimitRef;
import dev.laneway.api.Message;
import dev.laneway.api.ProviderFailure.Throttled;
import dev.laneway.api.Usage;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderCapabilities;
import dev.laneway.api.spi.ProviderException;
import dev.laneway.testkit.ManualTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A vendor with a few places and answers that take a second. It goes on for a while with what
 * nobody waits for any more, and refuses whoever finds no place.
 */
final class LingeringVendor implements Provider {

  private final ManualTime time;
  private final int places;
  private Duration takes = Duration.ofSeconds(1);
  private Duration lingers = Duration.ZERO;
  private Optional<Duration> stated = Optional.empty();
  private int taken;
  private int refused;
  private int answered;

  LingeringVendor(ManualTime time, int places) {
    this.time = time;
    this.places = places;
  }

  /** From now on answers take so long. */
  void takes(Duration duration) {
    takes = duration;
  }

  /** From now on it goes on for so long with what is given up. */
  void lingers(Duration duration) {
    lingers = duration;
  }

  /** From now on refusals state a wait. */
  void states(Duration wait) {
    stated = Optional.of(wait);
  }

  int refused() {
    return refused;
  }

  int answered() {
    return answered;
  }

  @Override
  public ProviderCapabilities capabilities() {
    return ProviderCapabilities.of(Capability.CHAT);
  }

  @Override
  public CompletableFuture<ChatReply> chat(ChatRequest request, CallControl control) {
    if (taken == places) {
      refused++;
      return CompletableFuture.failedFuture(
          new ProviderException(
              new Throttled(FailureDetails.of(429, "busy"), LimitRef.UNNAMED, stated)));
    }
    taken++;
    CompletableFuture<ChatReply> reply = new CompletableFuture<>();
    var answer = time.after(takes, () -> answer(reply));
    var unused =
        reply.whenComplete(
            (done, thrown) -> {
              if (reply.isCancelled()) {
                answer.cancel();
                letGo();
              }
            });
    return reply;
  }

  private void answer(CompletableFuture<ChatReply> reply) {
    taken--;
    answered++;
    reply.complete(ChatReply.builder(Message.assistant("ok")).usage(Usage.of(2, 2)).build());
  }

  private void letGo() {
    if (lingers.isZero()) {
      taken--;
    } else {
      time.after(lingers, () -> taken--);
    }
  }
}
