package dev.laneway.core.fleet;

import dev.laneway.api.Money;
import dev.laneway.api.OnStoreLoss;
import dev.laneway.api.spi.store.Allowance;
import dev.laneway.api.spi.store.Allowances;
import dev.laneway.api.spi.store.Claim;
import dev.laneway.api.spi.store.Notice;
import dev.laneway.api.spi.store.Notices;
import dev.laneway.api.spi.store.Settlement;
import dev.laneway.api.spi.store.Verdict;
import dev.laneway.api.time.TimeSource;
import dev.laneway.api.time.TimeSource.Timer;
import dev.laneway.core.budget.BudgetBook;
import dev.laneway.core.budget.Reservation;
import dev.laneway.core.budget.SharedBudget;
import dev.laneway.core.event.Events;
import dev.laneway.core.event.RouterEvent;
import dev.laneway.core.quota.Hold;
import dev.laneway.core.quota.Limit;
import dev.laneway.core.quota.Pool;
import dev.laneway.core.quota.Sharing;
import dev.laneway.core.quota.Sharing.Draw;
import dev.laneway.core.schedule.Gate;
import dev.laneway.core.schedule.Passage;
import dev.laneway.core.schedule.Scheduler;
import dev.laneway.core.time.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This router among the others of its fleet. Its own meters count what all of them take, as far as
 * notices tell, so that the scheduler decides here and at once; the store has the last word before
 * each call.
 */
public final class Fleet implements Gate, Presence.Listener {

  private static final Logger log = LoggerFactory.getLogger(Fleet.class);

  private static final Duration HELD_AT_LEAST = Duration.ofMillis(2);
  private static final Duration LATE_NEWS = Duration.ofMillis(100);
  private static final Duration FIRST_BEAT = Duration.ofSeconds(2);

  /**
   * How a router shares.
   *
   * @param member what this router is called in the fleet
   * @param store what the store is called in events
   */
  public record Terms(String member, String store, OnStoreLoss onLoss, Duration patience) {}

  private final String name;
  private final AtomicLong calls = new AtomicLong();
  private final Terms terms;
  private final Allowances allowances;
  private final NewsDesk news;
  private final Scheduler scheduler;
  private volatile BudgetBook budgets;
  private final Map<String, Pool> pools = new ConcurrentHashMap<>();
  private final Seats seats;
  private final Recent recent;
  private final Events events;
  private final TimeSource time;
  private final OwnCounts own = new OwnCounts();
  private final Questions questions = new Questions();
  private final Pace pace;
  private final Presence presence;
  private final Alone alone;
  private final Predicate<Limit> counted;

  /** A router that shares nothing yet but its budgets. */
  public Fleet(
      Terms terms,
      Allowances allowances,
      Optional<Notices> notices,
      Scheduler scheduler,
      BudgetBook budgets,
      Events events,
      TimeSource time) {
    this.terms = terms;
    this.name = terms.member();
    this.allowances = allowances;
    this.scheduler = scheduler;
    this.budgets = budgets;
    this.events = events;
    this.time = time;
    this.counted = limit -> Keys.canBeShared(limit) && allowances.counts(Keys.kindOf(limit));
    this.pace = new Pace(terms.patience());
    this.presence = new Presence(time, terms.patience(), pace, this);
    this.alone = new Alone(terms.onLoss(), scheduler, presence);
    this.seats = new Seats(pools, counted);
    this.news = new NewsDesk(notices, scheduler, pools, seats, events, time);
    this.recent = new Recent(this, scheduler);
  }

  /** Shares these pools and budgets, whatever was shared before. */
  public void share(Collection<Pool> shared, BudgetBook spending) {
    scheduler.guarded(
        now -> {
          pools.clear();
          shared.forEach(pool -> pools.put(pool.name(), pool));
          budgets = spending;
          seats.forget();
        });
    changed(presence.members(), presence.isAlone());
  }

  /**
   * Joins the fleet; from now on the scheduler asks here. Waits for the store for two seconds, or
   * as long as calls do.
   */
  public void join() {
    scheduler.behind(this);
    try {
      presence.begin(
          allowances
              .beat()
              .toCompletableFuture()
              .get(
                  Math.max(FIRST_BEAT.toNanos(), terms.patience().toNanos()),
                  TimeUnit.NANOSECONDS));
    } catch (ExecutionException failed) {
      presence.beginLost(Failing.words(failed));
    } catch (TimeoutException away) {
      presence.beginLost("it did not answer when the router opened");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      presence.beginLost("the router was interrupted when it opened");
    }
    news.readAll();
    presence.keepBeating();
  }

  /** How long a question to the store is worth waiting for now. */
  public Duration patience() {
    return presence.isWaitedFor() ? pace.begin(nanos()).more(nanos()) : terms.patience();
  }

  /** Leaves the fleet. */
  public void leave() {
    presence.close();
  }

  // ---- the gate, with the scheduler's lock held

  @Override
  public @Nullable Passage passage(List<Hold> holds, Reservation money, Moment now) {
    List<Claim> claims = new ArrayList<>(4);
    List<Crossing.Source> sources = new ArrayList<>(4);
    String id = name + '-' + Long.toString(calls.incrementAndGet(), Character.MAX_RADIX);
    List<Draw> draws = new ArrayList<>(4);
    for (Hold hold : holds) {
      Sharing sharing = hold.pool().sharing();
      if (sharing == null) {
        continue;
      }
      draws.clear();
      sharing.drawsOf(hold, draws);
      for (Draw draw : draws) {
        Allowance allowance = Keys.allowance(seats.keyOf(hold.pool(), draw), draw);
        claims.add(new Claim(allowance, id, draw.amount()));
        sources.add(new Crossing.Source(hold, draw, null, 0));
      }
    }
    long reserved = nanodollars(money.amount());
    for (SharedBudget budget : money.budgets()) {
      if (reserved > 0) {
        claims.add(new Claim(Keys.allowance(budget, now), id, reserved));
        sources.add(new Crossing.Source(null, null, budget, presence.isAlone() ? 0 : reserved));
      }
    }
    if (claims.isEmpty()) {
      return null;
    }
    Crossing crossing = new Crossing(this, claims, sources);
    recent.underWay(crossing);
    return crossing;
  }

  @Override
  public void rested(Pool pool, Duration rest, boolean stated, boolean oneFirst, String because) {
    news.rested(pool, rest, stated, oneFirst, because);
  }

  @Override
  public void learned(Pool pool) {
    news.learned(pool);
  }

  // ---- for tolls

  boolean canBeAsked() {
    return presence.canBeAsked();
  }

  /** Begins a question, if one can be asked. */
  boolean mayAsk() {
    questions.begins();
    boolean can = canBeAsked();
    if (!can) {
      questions.ends();
    }
    return can;
  }

  /** A question has ended, and its answer counts here. */
  void asked() {
    questions.ends();
  }

  boolean isWaitedFor() {
    return presence.isWaitedFor();
  }

  Pace pace() {
    return pace;
  }

  OwnCounts own() {
    return own;
  }

  long nanos() {
    return time.nanos();
  }

  Moment now() {
    return Moment.of(time);
  }

  static long nanodollars(Money money) {
    return Math.floorDiv(money.picodollars() + Keys.PICODOLLARS - 1, Keys.PICODOLLARS);
  }

  Timer after(Duration delay, Runnable task) {
    return time.after(delay, task);
  }

  CompletionStage<Verdict> take(List<Claim> claims) {
    return allowances.take(claims);
  }

  void settle(List<Settlement> changes) {
    var unused =
        allowances
            .settle(changes)
            .whenComplete(
                (done, thrown) -> {
                  if (thrown != null) {
                    failed(thrown);
                  }
                });
  }

  void doubt() {
    presence.doubt("no answer in time");
  }

  void failed(@Nullable Throwable thrown) {
    presence.failed(thrown);
  }

  /** A question has been answered, or will not be asked. */
  void landed(Crossing crossing) {
    recent.landed(crossing);
  }

  /** What the store said of what is left. */
  void heard(Crossing crossing, Verdict verdict) {
    presence.heard();
    scheduler.guarded(
        now -> {
          recent.left(crossing, verdict, now);
          if (!verdict.isGranted()) {
            hold(crossing.sources().get(verdict.refused()), verdict.retryInMillis(), now);
          }
        });
  }

  private static void hold(Crossing.Source source, long retryInMillis, Moment now) {
    Hold held = source.hold();
    Draw draw = source.draw();
    if (held != null && draw != null) {
      // a turn's count has just been corrected: the pool knows by itself when it turns
      long wait = Keys.isTurn(draw.limit()) ? 0 : Duration.ofMillis(retryInMillis).toNanos();
      hold(held.pool(), Math.max(HELD_AT_LEAST.toNanos(), wait), now);
    }
  }

  static void hold(Pool pool, long nanos, Moment now) {
    pool.share().holdUntil(now.nanos() + nanos);
  }

  /** Nobody answers in time: whether this call may go by the mode that was declared. */
  boolean mayGoAlone(Crossing crossing) {
    return alone.mayGo(crossing);
  }

  // ---- presence

  @Override
  public CompletionStage<Integer> beat() {
    return allowances.beat();
  }

  @Override
  public CompletionStage<Void> restate() {
    return questions
        .whenNone()
        .thenCompose(
            answered -> allowances.restate(own.all(time.nanos(), time.now().toEpochMilli())));
  }

  @Override
  public CompletionStage<Void> tellTheRest() {
    return allowances.settle(own.rest());
  }

  @Override
  public void lostAgain() {
    own.lost();
  }

  @Override
  public void changed(int members, boolean alone) {
    boolean open = terms.onLoss() == OnStoreLoss.FAIL_OPEN;
    scheduler.guarded(
        now -> {
          for (Pool pool : pools.values()) {
            pool.share().among(members, alone && !open, counted);
          }
          budgets.crowd(alone && terms.onLoss() == OnStoreLoss.LOCAL_SHARE ? members : 1);
        });
    scheduler.lookAgain();
  }

  @Override
  public void lost(String because) {
    own.lost();
    String mode = terms.onLoss().name().toLowerCase(Locale.ROOT).replace('_', '-');
    log.warn("Store {} does not answer ({}): shared limits go by {}", terms.store(), because, mode);
    events.tell(new RouterEvent.StoreLost(terms.store(), mode, because));
  }

  @Override
  public void stillLost(String because) {
    log.warn("Store {} still does not answer ({})", terms.store(), because);
  }

  @Override
  public void lostAtOnce() {
    if (terms.onLoss() == OnStoreLoss.LOCAL_SHARE) {
      scheduler.guarded(
          now -> pools.values().forEach(pool -> hold(pool, LATE_NEWS.toNanos(), now)));
      time.after(LATE_NEWS, scheduler::lookAgain);
    }
  }

  @Override
  public void returned(Duration away) {
    log.info("Store {} answers again after {}", terms.store(), away);
    events.tell(new RouterEvent.StoreReturned(terms.store(), away));
  }

  @Override
  public void refresh() {
    recent.refresh(time.now().toEpochMilli());
  }

  // ---- what the others tell

  /**
   * Another member took something; whether it is news is asked while nothing else is counted. What
   * is none is remembered all the same, for what may be given back of it.
   */
  public void taken(String key, String id, long amount, BooleanSupplier isNews) {
    scheduler.guarded(now -> seats.taken(key, id, isNews.getAsBoolean() ? amount : 0, now));
  }

  /** Another member gave a notice. */
  public void noticed(Notice notice) {
    news.noticed(notice);
  }
}
