package dev.laneway.core.schedule;

import dev.laneway.api.Capability;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.EmbeddingRequest;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.RateLimitReading;
import dev.laneway.api.Usage;
import dev.laneway.api.spi.CallControl;
import dev.laneway.core.quota.Demand;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** One tiny live call on a lane, past all quotas but counted by them. */
public final class LiveCheck {

  private static final Demand TINY = new Demand(10, 16, 64);

  private static final ChatRequest TINY_CHAT =
      ChatRequest.builder().user("Reply with OK.").maxOutputTokens(64).build();

  private final Machine machine;

  /** Checks of this machine's lanes. */
  public LiveCheck(Machine machine) {
    this.machine = machine;
  }

  /** What the call showed. */
  public record Finding(
      LaneState lane,
      Optional<ProviderFailure> failure,
      Duration took,
      String model,
      List<RateLimitReading> readings) {}

  /** What was answered, whatever was asked. */
  private record Answered(Usage usage, String model) {}

  /** Calls the lane once; a lane that answers is opened again. */
  public CompletableFuture<Finding> of(LaneState lane) {
    List<RateLimitReading> readings = new CopyOnWriteArrayList<>();
    Permit permit = machine.scheduler().take(lane, TINY);
    long began = machine.time().nanos();
    return send(lane, new Asking(lane, readings::addAll))
        .handle(
            (answered, thrown) -> {
              Duration took = Duration.ofNanos(machine.time().nanos() - began);
              if (thrown == null) {
                permit.spent(answered.usage(), lane.costOf(answered.usage()));
                machine.scheduler().change(lane, lane::reopen);
                return new Finding(lane, Optional.empty(), took, answered.model(), readings);
              }
              ProviderFailure failure = Failures.of(thrown);
              permit.failed(failure, Optional.empty());
              return new Finding(lane, Optional.of(failure), took, "", readings);
            });
  }

  private CompletableFuture<Answered> send(LaneState lane, CallControl control) {
    try {
      return lane.spec().capabilities().contains(Capability.EMBED)
          ? Asking.ended(lane.provider().embed(EmbeddingRequest.of("ok"), control), machine)
              .thenApply(reply -> new Answered(reply.usage(), reply.model()))
          : Asking.ended(lane.provider().chat(TINY_CHAT, control), machine)
              .thenApply(reply -> new Answered(reply.usage(), reply.model()));
    } catch (RuntimeException | Error broken) {
      return CompletableFuture.failedFuture(broken);
    }
  }
}
