package dev.laneway.benchmarks.effectiveness;

import dev.laneway.api.Capability;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.FailureDetails;
import dev.laneway.api.LimitRef;
import dev.laneway.api.Message;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.ProviderFailure.Throttled;
import dev.laneway.api.ProviderFailure.TooLarge;
import dev.laneway.api.ProviderFailure.Unavailable;
import dev.laneway.api.RateLimitReading;
import dev.laneway.api.Usage;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderCapabilities;
import dev.laneway.api.spi.ProviderContext;
import dev.laneway.api.spi.ProviderException;
import dev.laneway.api.spi.ProviderFactory;
import dev.laneway.api.spi.ProviderSettings;
import dev.laneway.benchmarks.play.Ledger;
import dev.laneway.benchmarks.scenario.Ask;
import dev.laneway.benchmarks.vendor.Load;
import dev.laneway.benchmarks.vendor.Vendor;
import dev.laneway.benchmarks.vendor.VendorAnswer;
import dev.laneway.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** An adapter over the vendors of a scenario: translates, and nothing else. */
final class SimulatedVendors implements ProviderFactory, Provider {

  static final String ID = "sim";
  static final String REQUEST = "request";

  private static final long NANOS = 1_000_000;
  private static final Message ANSWER = Message.assistant("ok");

  private final Ledger ledger;
  private final ManualTime time;
  private final Map<String, Integer> lanes;
  private final boolean mute;

  SimulatedVendors(Ledger ledger, ManualTime time, Map<String, Integer> lanes, Without without) {
    this.mute = without == Without.LEARNED_LIMITS;
    this.ledger = ledger;
    this.time = time;
    this.lanes = lanes;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Provider create(ProviderSettings settings, ProviderContext context) {
    return this;
  }

  @Override
  public ProviderCapabilities capabilities() {
    return ProviderCapabilities.of(Capability.CHAT);
  }

  @Override
  public CompletableFuture<ChatReply> chat(ChatRequest request, CallControl control) {
    Ask ask = ledger.scenario().asks().get((Integer) request.extras(ID).getOrDefault(REQUEST, -1));
    Integer lane = lanes.get(control.model());
    if (lane == null) {
      throw new IllegalStateException("no deployment is called " + control.model());
    }
    long now = millis();
    Vendor.Reply reply = ledger.call(ask, lane, now);
    CompletableFuture<ChatReply> future = new CompletableFuture<>();
    time.after(
        Duration.ofNanos(reply.answer().atMs() * NANOS - time.nanos()),
        () -> {
          reply.settle().run();
          if (!future.isDone()) {
            tell(reply.answer(), ask.load(), control, future);
          }
        });
    return future;
  }

  /** Vendors count whole milliseconds, and nothing arrives before it was sent. */
  private long millis() {
    return -Math.floorDiv(-time.nanos(), NANOS);
  }

  private void tell(
      VendorAnswer answer, Load load, CallControl control, CompletableFuture<ChatReply> future) {
    List<RateLimitReading> readings = mute ? List.of() : readings(answer);
    if (answer.isOk()) {
      control.observed(readings);
      future.complete(
          ChatReply.builder(ANSWER).usage(Usage.of(load.prompt(), load.completion())).build());
    } else {
      future.completeExceptionally(new ProviderException(failure(answer, readings)));
    }
  }

  private static ProviderFailure failure(VendorAnswer answer, List<RateLimitReading> readings) {
    FailureDetails details =
        new FailureDetails(answer.status(), "", "status " + answer.status(), "", readings);
    OptionalLong hint = answer.retryAfterMs();
    Optional<Duration> retryIn =
        hint.isPresent() ? Optional.of(Duration.ofMillis(hint.getAsLong())) : Optional.empty();
    return switch (answer.status()) {
      case 429 -> new Throttled(details, LimitRef.UNNAMED, retryIn);
      case 413 -> new TooLarge(details, OptionalLong.empty(), OptionalLong.empty());
      default -> new Unavailable(details, Unavailable.Cause.SERVER_ERROR, retryIn);
    };
  }

  private static List<RateLimitReading> readings(VendorAnswer answer) {
    return answer.limits().stream()
        .map(
            state ->
                new RateLimitReading(
                    DeclaredQuota.resourceOf(state.spec()),
                    DeclaredQuota.windowOf(state.spec()),
                    OptionalLong.of(state.limit()),
                    OptionalLong.of(state.remaining()),
                    Optional.of(Duration.ofMillis(state.resetMs()))))
        .toList();
  }
}
