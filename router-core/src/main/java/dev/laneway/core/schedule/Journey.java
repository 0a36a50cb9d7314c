package dev.laneway.core.schedule;

import dev.laneway.api.Attempt;
import dev.laneway.api.CacheOutcome;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.ProviderFailure.Rejected;
import dev.laneway.api.Receipt;
import dev.laneway.api.RouterException;
import dev.laneway.api.RouterException.Reason;
import dev.laneway.api.Urgency;
import dev.laneway.api.Usage;
import dev.laneway.api.time.TimeSource.Timer;
import dev.laneway.core.event.RequestObserver.Watch;
import dev.laneway.core.event.RouterEvent;
import dev.laneway.core.quota.Pool;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request's way, from the call to its end: rank, admit, attempt, settle, and after a failure
 * the next lane, a wait, or the end. Each step is a method here, in this order. Nothing blocks; the
 * steps run on whatever thread brought the news.
 *
 * @param <R> the answer
 */
final class Journey<R> implements Waiter.Grantee {

  private final Machine machine;
  private final Route route;
  private final Call call;
  private final Exchange<R> exchange;
  private final Answer<R> answer = new Answer<>(this);
  private final Trail trail;
  private final Watch watch;
  private final Wallet wallet;
  private final Waiter waiter;
  private final Choices choices;
  private volatile @Nullable Race<R> race; // of what was sent: nothing while it waits
  private volatile @Nullable Timer deadline;
  private final Consumer<Attempt> watcher;
  private volatile @Nullable Timer patience;
  private long soughtAt;
  private boolean widened;

  Journey(Machine machine, Route route, Call call, Exchange<R> exchange) {
    this(machine, route, call, exchange, CacheOutcome.UNUSED, attempt -> {});
  }

  Journey(
      Machine machine,
      Route route,
      Call call,
      Exchange<R> exchange,
      CacheOutcome cache,
      Consumer<Attempt> watcher) {
    this.watcher = watcher;
    this.machine = machine;
    this.route = route;
    this.call = call;
    this.exchange = exchange;
    this.trail = new Trail(route.name(), cache);
    this.choices = new Choices(machine, call.urgency());
    this.watch = machine.observers().began(() -> exchange.describe(route.name(), call.options()));
    this.wallet = new Wallet(machine.budgets(), route.name(), call.options());
    this.waiter = route.waiter(call, wallet, this);
  }

  /** The answer; cancelling it ends the journey wherever it is. */
  CompletableFuture<R> answer() {
    return answer;
  }

  Call call() {
    return call;
  }

  Route route() {
    return route;
  }

  Trail trail() {
    return trail;
  }

  Watch watch() {
    return watch;
  }

  /** A call on a lane ended. */
  void attempted(Attempt attempt) {
    trail.attempted(attempt);
    watcher.accept(attempt);
  }

  /** Whether a lane is at work on it. */
  boolean isRunning() {
    return running().isPresent();
  }

  private Optional<Try<R>> running() {
    Race<R> known = race;
    return known == null ? Optional.empty() : known.running();
  }

  /** The tries of this request; asked for by whoever has a permit or has sent. */
  private Race<R> race() {
    Race<R> known = race;
    if (known == null) {
      known = new Race<>(machine, call, waiter, trail);
      race = known;
    }
    return known;
  }

  private void eachTry(Consumer<Try<R>> step) {
    Race<R> known = race;
    if (known != null) {
      known.each(step);
    }
  }

  /** How long until the answer, by what is known now. */
  OptionalLong nanosToAnswer() {
    Optional<Try<R>> attempt = running();
    long nanos =
        attempt.isPresent()
            ? attempt.get().nanosToAnswer()
            : machine.scheduler().guard().number(now -> waiter.nanosToAnswer(call, now));
    return nanos == Pool.NEVER ? OptionalLong.empty() : OptionalLong.of(nanos);
  }

  // ---- rank

  CompletableFuture<R> start() {
    machine.scheduler().came(call, route.lanes());
    Route.Ranking ranking = route.rank(call);
    for (Route.Unfit unfit : ranking.unfit()) {
      trail.note(unfit.lane() + " " + unfit.because());
    }
    if (ranking.order().isEmpty()) {
      end(Reason.UNSUPPORTED, Optional.empty(), "no lane can serve this request");
      return answer;
    }
    choices.addAll(ranking.order());
    trail.chose(ranking.order().get(0).id());
    wallet.prefers(ranking.order().get(0).id());
    deadline = machine.scheduler().after(call.deadline() - machine.time().nanos(), this::tooLate);
    seek();
    return answer;
  }

  // ---- admit

  private void seek() {
    soughtAt = machine.time().nanos();
    waiter.choose(choices.now());
    boolean preferring = !widened && route.strategy().prefersFirst();
    Admission admission = machine.scheduler().admit(waiter, preferring);
    if (admission instanceof Admission.Granted granted) {
      go(granted.permit());
    } else if (admission instanceof Admission.Refused refused) {
      refuse(refused.refusal());
    } else if (admission instanceof Admission.Parked parked) {
      parked(parked);
    }
  }

  private void parked(Admission.Parked parked) {
    if (parked.firstOnly()) {
      widened = true;
      patience =
          machine
              .scheduler()
              .after(
                  machine.patience().forFirst(call.urgency()),
                  () -> machine.scheduler().widen(waiter));
    }
    if (machine.events().anyoneListens()) {
      machine
          .events()
          .tell(new RouterEvent.RequestQueued(route.name(), call.urgency(), parked.waiting()));
    }
    if (trail.isOver()) {
      machine.scheduler().leave(waiter);
      stopClocks();
    }
  }

  @Override
  public void refused(Refusal refusal) {
    waited();
    refuse(refusal);
  }

  private void refuse(Refusal refusal) {
    if (refusal.reason() == Reason.DROPPED && machine.events().anyoneListens()) {
      machine.events().tell(new RouterEvent.RequestDropped(route.name(), refusal.because()));
    }
    end(refusal.reason(), refusal.retryAt(), refusal.because());
  }

  @Override
  public void granted(Permit permit) {
    waited();
    stop(patience);
    go(permit);
  }

  private void go(Permit permit) {
    if (trail.isOver()) {
      permit.unused();
      return;
    }
    route.chosen(permit.lane());
    if (route.isDowngrade(permit.lane())) {
      trail.note("downgraded to " + permit.lane().id());
    }
    Try<R> attempt = new Try<>(this, machine, exchange, permit);
    Race<R> tries = race();
    tries.enter(attempt);
    attempt.send();
    if (!trail.isOver() && attempt.isUnderWay()) {
      tries.planHedge(attempt, choices.size(), exchange.isStreamed(), this::hedgeOn);
    }
    if (trail.isOver()) {
      attempt.giveUp();
      tries.stopClock();
    }
  }

  /** A wait has ended, however. */
  private void waited() {
    trail.waited(machine.time().nanos() - soughtAt);
  }

  private Try<R> hedgeOn(Permit permit) {
    trail.note("hedged on " + permit.lane().id());
    return new Try<>(this, machine, exchange, permit);
  }

  /** The first to speak is heard; whoever else is at work loses. */
  boolean maySpeak(Try<R> attempt) {
    if (trail.isOver() || !race().isHeard(attempt)) {
      return false;
    }
    race().won(attempt);
    return true;
  }

  // ---- attempt and settle: a Try does both and says how it ended

  /** The lane answered. */
  void answered(R reply, Try<R> attempt) {
    race().won(attempt);
    machine.retries().earn();
    Usage usage = exchange.usageOf(reply);
    route.history().answered(call.maxOutputTokens(), call.inputTokens(), usage.outputTokens());
    route.sessions().answeredOn(call.options().session(), attempt.lane().id());
    finish(reply);
  }

  // ---- the next lane, a wait, or the end

  /** A permit did not pass the gate: nothing was sent. */
  void heldBack(Try<R> attempt) {
    if (!race().outlives(attempt) && !trail.isOver()) {
      seek();
    }
  }

  /** A lane did not answer; something may have been shown before. */
  void failed(ProviderFailure failure, Try<R> attempt) {
    if (attempt.hasSpoken() && !exchange.survivesBreaks()) {
      end(Reason.BROKEN, Optional.empty(), "the stream broke after something had been shown");
      return;
    }
    choices.afterFailure(failure, attempt.lane(), trail);
    if (race().outlives(attempt) || trail.isOver()) {
      return; // the other of two is still at work
    }
    if (Failures.isWrongEverywhere(failure)) {
      end(Reason.REJECTED, Optional.empty(), "the request is wrong, and no lane will help");
      return;
    }
    if (failure.kind() == ProviderFailure.Kind.REFUSED && !route.rules().refusedGoesOn()) {
      end(Reason.REFUSED, Optional.empty(), "the vendor refused the content");
      return;
    }
    if (choices.isEmpty()) {
      outOfLanes();
    } else {
      seek();
    }
  }

  private void outOfLanes() {
    String because = "every lane has been tried";
    if (call.urgency() == Urgency.OPTIONAL) {
      refuse(new Refusal(Reason.DROPPED, Optional.empty(), because));
    } else {
      boolean rejected = trail.lastFailure().filter(Rejected.class::isInstance).isPresent();
      end(rejected ? Reason.REJECTED : Reason.UNAVAILABLE, Optional.empty(), because);
    }
  }

  private void tooLate() {
    if (trail.isOver()) {
      return;
    }
    if (machine.scheduler().leave(waiter)) {
      refused(machine.scheduler().timedOut(waiter));
      return;
    }
    eachTry(Try::tooLate);
    end(
        Reason.DEADLINE,
        Optional.empty(),
        "the deadline of " + call.options().deadline() + " passed");
  }

  /** The caller wants no answer any more. */
  void abandon(Reason reason, String because) {
    if (machine.scheduler().leave(waiter)) {
      waited();
    }
    eachTry(Try::giveUp);
    end(reason, Optional.empty(), because);
  }

  // ---- answer

  private void finish(R reply) {
    if (trail.end()) {
      stopClocks();
      Receipt receipt = receipt();
      tellFinished(receipt, Optional.empty(), exchange.chatReply(reply));
      answer.finish(exchange.withReceipt(reply, receipt));
    }
  }

  private void end(Reason reason, Optional<Instant> retryAt, String because) {
    if (!trail.end()) {
      return;
    }
    stopClocks();
    Receipt receipt = receipt();
    RouterException.Builder error =
        RouterException.because(reason, Wording.of(route, call, because, trail.attempts(), retryAt))
            .receipt(receipt);
    retryAt.ifPresent(error::retryAt);
    trail.lastFailure().ifPresent(error::failure);
    String shown = exchange.shownSoFar();
    if (!shown.isEmpty()) {
      error.textSoFar(shown);
    }
    tellFinished(receipt, Optional.of(reason), Optional.empty());
    answer.fail(error.build());
  }

  /** What has ended leaves nothing behind that would wake later. */
  private void stopClocks() {
    stop(deadline);
    stop(patience);
    Race<R> known = race;
    if (known != null) {
      known.stopClock();
    }
  }

  private static void stop(@Nullable Timer timer) {
    if (timer != null) {
      timer.cancel();
    }
  }

  private Receipt receipt() {
    return trail.receipt(machine.time().nanos() - call.startedAt());
  }

  private void tellFinished(Receipt receipt, Optional<Reason> reason, Optional<ChatReply> reply) {
    watch.ended(receipt, reason, reply);
    if (machine.events().anyoneListens()) {
      machine
          .events()
          .tell(new RouterEvent.RequestFinished(route.name(), call.urgency(), receipt, reason));
    }
  }
}
