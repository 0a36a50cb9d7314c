package dev.laneway.core.schedule;

import dev.laneway.api.Attempt;
import dev.laneway.api.FailureDetails;
import dev.laneway.api.Money;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.ProviderFailure.Unavailable;
import dev.laneway.api.RateLimitReading;
import dev.laneway.api.Usage;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.Timeouts;
import dev.laneway.core.event.RequestObserver.AttemptWatch;
import dev.laneway.core.event.RouterEvent;
import dev.laneway.core.quota.Demand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call on one lane: sends it, and ends its permit once, however it ends. What comes after the
 * end is ignored.
 *
 * @param <R> the answer
 */
final class Try<R> implements CallControl, Exchange.Outcome<R> {

  private static final double ENOUGH_TIME = 3;
  private static final int FEWEST_ANSWERS = 8;

  private final Journey<R> journey;
  private final Machine machine;
  private final Exchange<R> exchange;
  private final Permit permit;
  private final LaneState lane;
  private final Instant started;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile AttemptWatch watch = AttemptWatch.NONE;
  private volatile long lastPieceAt;
  private volatile boolean spoke;
  private volatile boolean atGate;
  private volatile Exchange.@Nullable Sent sent;

  Try(Journey<R> journey, Machine machine, Exchange<R> exchange, Permit permit) {
    this.journey = journey;
    this.machine = machine;
    this.exchange = exchange;
    this.permit = permit;
    this.lane = permit.lane();
    this.started = machine.time().now();
    this.lastPieceAt = permit.grantedAt();
  }

  LaneState lane() {
    return lane;
  }

  /** Whether its lane has begun to speak. */
  boolean hasSpoken() {
    return spoke;
  }

  /** How long until its lane usually has answered; nothing when it is late. */
  long nanosToAnswer() {
    long ran = machine.time().nanos() - permit.grantedAt();
    return Math.max(0, lane.expectedNanos(journey.call()) - ran);
  }

  boolean isUnderWay() {
    return !ended.get();
  }

  /** Passes the gate, where there is one, and sends. */
  void send() {
    Passage passage = permit.passage();
    if (passage == null) {
      transmit();
    } else {
      atGate = true;
      passage.ask(this::passed, this::heldBack);
    }
  }

  private void passed() {
    atGate = false;
    if (!ended.get()) {
      transmit();
      if (ended.get()) {
        cancelSent(); // for what was given up on its way through the gate
      }
    }
  }

  /** Others have taken what we thought was there: as if there had been no permit. */
  private void heldBack() {
    if (ended.compareAndSet(false, true)) {
      permit.unused();
      journey.heldBack(this);
    }
  }

  private void transmit() {
    try {
      watch = journey.watch().attempt(lane.id(), lane.provider().endpoint());
      sent = exchange.send(lane, this, this);
    } catch (RuntimeException | Error broken) {
      log().warn("The provider of lane {} threw {} where it may not", lane, placeOf(broken));
      failed(Failures.unreadable("the provider threw " + broken.getClass().getName()));
    }
  }

  /** What was thrown and where, but not its message, which may quote a prompt or a key. */
  private static String placeOf(Throwable broken) {
    StackTraceElement[] trace = broken.getStackTrace();
    return broken.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  /** Asked for when there is something to say: a start without that is shorter. */
  private static Logger log() {
    return LoggerFactory.getLogger(Try.class);
  }

  private void cancelSent() {
    Exchange.Sent underWay = sent;
    try {
      if (underWay != null) {
        underWay.cancel();
      }
    } catch (RuntimeException | Error broken) {
      log().warn("A call on lane {} could not be cancelled: {}", lane, placeOf(broken));
    }
  }

  @Override
  public String model() {
    return lane.id().model();
  }

  @Override
  public Timeouts timeouts() {
    long left = Math.max(1, journey.call().deadline() - machine.time().nanos());
    return machine.timeouts().within(Duration.ofNanos(left));
  }

  @Override
  public boolean strict() {
    return journey.call().options().strict();
  }

  @Override
  public void observed(List<RateLimitReading> readings) {
    if (!readings.isEmpty()) {
      machine.scheduler().guarded(now -> machine.scheduler().observed(permit, readings, now));
    }
  }

  @Override
  public void noted(String note) {
    journey.trail().note(lane.id() + ": " + note);
  }

  @Override
  public boolean spoke() {
    if (ended.get() || !journey.maySpeak(this)) {
      return false;
    }
    if (!spoke) {
      spoke = true;
      permit.spoke();
    }
    return true;
  }

  @Override
  public void piece() {
    if (watch != AttemptWatch.NONE) {
      long now = machine.time().nanos();
      watch.piece(Duration.ofNanos(now - lastPieceAt));
      lastPieceAt = now;
    }
  }

  @Override
  public void answered(R answer) {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    R reply = exchange.counted(answer, permit.demand());
    Usage usage = exchange.usageOf(reply);
    Optional<Money> cost = exchange.vendorCostOf(reply).or(() -> lane.costOf(usage));
    permit.spent(usage, cost);
    Optional<ProviderFailure> objection =
        exchange
            .objectionTo(reply)
            .map(why -> new ProviderFailure.Unreadable(FailureDetails.of(200, why)));
    record(objection, usage, cost, Optional.of(reply));
    if (objection.isPresent()) {
      journey.failed(objection.get(), this);
    } else {
      journey.answered(reply, this);
    }
  }

  @Override
  public void failed(ProviderFailure failure) {
    if (ended.compareAndSet(false, true)) {
      Usage shown = spoke ? exchange.usageSoFar(permit.demand()) : Usage.NONE;
      permit.failed(failure, lane.costOf(shown));
      record(Optional.of(failure), shown, lane.costOf(shown), Optional.empty());
      journey.failed(failure, this);
    }
  }

  /** The caller does not want it any more. */
  void giveUp() {
    endUnanswered("given up by the caller", false);
  }

  /** Another lane was faster; answers whether this one was still at work. */
  boolean lose() {
    return endUnanswered("another lane was faster", false);
  }

  /**
   * The deadline has come: a lane that had several times its usual time and has not even begun to
   * speak is suspect, as is one that has not shown what is usual. One that was given too little
   * time is not.
   */
  void tooLate() {
    endUnanswered(
        "no answer within the deadline of " + journey.call().options().deadline(),
        !spoke && hadTime());
  }

  private boolean hadTime() {
    long took = machine.time().nanos() - permit.grantedAt();
    return lane.answers() < FEWEST_ANSWERS
        || took > ENOUGH_TIME * lane.expectedNanos(journey.call());
  }

  private boolean endUnanswered(String because, boolean suspect) {
    if (!ended.compareAndSet(false, true)) {
      return false;
    }
    if (atGate) {
      permit.unused();
      return true;
    }
    cancelSent();
    ProviderFailure failure =
        new Unavailable(FailureDetails.of(because), Unavailable.Cause.TIMEOUT, Optional.empty());
    Usage probable = probableUsage();
    if (suspect) {
      permit.failed(failure, lane.costOf(probable));
    } else {
      permit.lost(lane.costOf(probable));
    }
    record(Optional.of(failure), probable, lane.costOf(probable), Optional.empty());
    return true;
  }

  /** What was sent and not answered may have to be paid for as well: the estimate counts. */
  private Usage probableUsage() {
    Demand demand = permit.demand();
    return spoke
        ? exchange.usageSoFar(demand)
        : new Usage(demand.inputTokens(), demand.expectedOutputTokens(), 0, 0, true);
  }

  private void record(
      Optional<ProviderFailure> failure, Usage usage, Optional<Money> cost, Optional<R> reply) {
    Duration took = Duration.ofNanos(machine.time().nanos() - permit.grantedAt());
    Attempt attempt = new Attempt(lane.id(), failure, started, took, usage, cost);
    journey.attempted(attempt);
    if (watch != AttemptWatch.NONE) {
      watch.ended(
          attempt, reply.map(exchange::modelOf).orElse(""), reply.flatMap(exchange::chatReply));
    }
    if (machine.events().anyoneListens()) {
      machine
          .events()
          .tell(
              new RouterEvent.AttemptFinished(
                  journey.route().name(), journey.call().urgency(), attempt));
    }
  }
}
