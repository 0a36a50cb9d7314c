package dev.laneway.core.schedule;

import dev.laneway.api.LaneId;
import dev.laneway.api.Money;
import dev.laneway.api.Urgency;
import dev.laneway.api.Usage;
import dev.laneway.api.spi.Provider;
import dev.laneway.core.budget.Price;
import dev.laneway.core.lane.Health;
import dev.laneway.core.lane.Pace;
import dev.laneway.core.lane.Standing;
import dev.laneway.core.quota.Demand;
import dev.laneway.core.quota.Pool;
import dev.laneway.core.strategy.Lane;
import dev.laneway.core.strategy.RouteContext;
import dev.laneway.core.time.Moment;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A lane at work: its vendor, its quotas, its health, and who waits for it. */
public final class LaneState implements Lane {

  private static final Demand SMALL = new Demand(1, 1, 1);

  private final LaneSpec spec;
  private final Provider provider;
  private final Scheduler scheduler;
  private final List<Pool> pools;
  private final Health health;
  private final Pace pace;
  private final Standing standing;
  private final TokenScale scale;
  private final Choice choice = new Choice(this, 0, false);
  private final Lines lines;
  private Neighbours neighbours = Neighbours.NONE;
  private String closedBecause = "";
  private boolean draining;

  /** A lane that draws on these pools. */
  public LaneState(
      LaneSpec spec,
      Provider provider,
      List<Pool> pools,
      Health health,
      Pace pace,
      Standing standing,
      Scheduler scheduler) {
    this(spec, provider, pools, health, pace, standing, new TokenScale(), scheduler);
  }

  private LaneState(
      LaneSpec spec,
      Provider provider,
      List<Pool> pools,
      Health health,
      Pace pace,
      Standing standing,
      TokenScale scale,
      Scheduler scheduler) {
    this.scale = scale;
    this.spec = spec;
    this.provider = provider;
    this.pools = List.copyOf(pools);
    this.health = health;
    this.pace = pace;
    this.standing = standing;
    this.scheduler = scheduler;
    this.lines = new Lines(this, scheduler);
  }

  /** The same lane with other settings: what it has learned and what closed it goes on. */
  public LaneState continued(LaneSpec changed, List<Pool> others) {
    LaneState next =
        new LaneState(changed, provider, others, health, pace, standing, scale, scheduler);
    next.closedBecause = closedBecause;
    next.draining = draining;
    return next;
  }

  @Override
  public LaneId id() {
    return spec.id();
  }

  @Override
  public int weight() {
    return spec.weight();
  }

  @Override
  public boolean isFree() {
    return spec.free();
  }

  @Override
  public boolean isSuspect() {
    return health.state() != Health.State.WELL
        && scheduler.guard().number(now -> health.isSuspect(now) ? 1 : 0) == 1;
  }

  @Override
  public int underWay() {
    return health.underWay();
  }

  @Override
  public double left() {
    return scheduler.guard().share(this::leftNow);
  }

  double leftNow(Moment now) {
    double least = 1;
    for (int i = 0; i < pools.size(); i++) {
      least = Math.min(least, pools.get(i).left(now));
    }
    return least;
  }

  @Override
  public long nanosUntilPermit(RouteContext context) {
    return scheduler.guard().nanosUntil(this, demandOf(context), context.urgency());
  }

  @Override
  public long expectedNanos(RouteContext context) {
    return pace.expectedNanos(context.inputTokens(), context.expectedOutputTokens());
  }

  @Override
  public long nanosTaken(RouteContext context) {
    return scheduler.guard().nanosTaken(this, demandOf(context));
  }

  private static Demand demandOf(RouteContext context) {
    return context instanceof Call call
        ? call.demand()
        : new Demand(
            context.inputTokens(), context.expectedOutputTokens(), context.maxOutputTokens());
  }

  /** How much of its time this lane's scarcest limit needs to allow such a call. */
  double nanosTaken(Demand demand) {
    Demand here = demandHere(demand);
    long underWay = expectedNanos(demand);
    double most = 0;
    for (int i = 0; i < pools.size(); i++) {
      most = Math.max(most, pools.get(i).nanosTaken(here, underWay));
    }
    return most;
  }

  /** How long such a call would probably take once sent. */
  long expectedNanos(Demand demand) {
    return pace.expectedNanos(demand.inputTokens(), demand.expectedOutputTokens());
  }

  /** Whether it takes only so many calls at the same time. */
  boolean hasPlaces() {
    for (int i = 0; i < pools.size(); i++) {
      if (pools.get(i).places().areLimited()) {
        return true;
      }
    }
    return false;
  }

  /** How long until a place that is withheld here may be taken; never when there is none. */
  long nanosUntilPlace(Moment now) {
    long soonest = Pool.NEVER;
    for (int i = 0; i < pools.size(); i++) {
      soonest = Math.min(soonest, pools.get(i).places().nanosUntilFollowed(now));
    }
    return soonest;
  }

  /** Whether its tolls have been learned for long enough to keep anybody waiting. */
  boolean knowsTolls(Moment now) {
    for (int i = 0; i < pools.size(); i++) {
      if (pools.get(i).knowsTolls(now)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it could take a call, and is worth keeping from work that can wait. */
  boolean keepsFromPatient(Moment now) {
    return knowsTolls(now) && nanosUntilSmall(Urgency.BATCH, now) == 0;
  }

  /** Whether one of its limits has to last for hours. */
  boolean lasts() {
    for (int i = 0; i < pools.size(); i++) {
      if (pools.get(i).lasts()) {
        return true;
      }
    }
    return false;
  }

  /** The first of its pools with such a limit. */
  Pool lastingPool() {
    return pools.stream().filter(Pool::lasts).findFirst().orElse(pools.get(0));
  }

  /** Whether it is open, and so large and quick that it could serve such a call in time. */
  boolean mightServe(Demand demand, long nanosLeft) {
    return closedBecause.isEmpty()
        && !draining
        && expectedNanos(demand) <= nanosLeft
        && !neverFits(demand);
  }

  /** What those who come after lose when such a call takes its part of what has to last. */
  double toll(Demand demand, Moment now) {
    double sum = 0;
    Demand here = demandHere(demand);
    for (int i = 0; i < pools.size(); i++) {
      sum += pools.get(i).toll(here, Outlook.PLAYS, now);
    }
    return sum;
  }

  @Override
  public double toll(RouteContext context) {
    return lasts()
        ? scheduler.guard().toll(this, demandOf(context)) / Worth.of(context.urgency())
        : 0;
  }

  @Override
  public long answers() {
    return pace.answers();
  }

  @Override
  public Optional<Money> estimate(RouteContext context) {
    return costOf(Usage.of(context.inputTokens(), context.expectedOutputTokens()));
  }

  /** What this usage costs here; empty when the price is unknown. */
  public Optional<Money> costOf(Usage usage) {
    Optional<Price> price = spec.price();
    return price.isPresent() ? Optional.of(price.get().of(usage)) : Optional.empty();
  }

  /** What is configured of it. */
  public LaneSpec spec() {
    return spec;
  }

  /** Who answers. */
  public Provider provider() {
    return provider;
  }

  /** The allowances that it draws on. */
  public List<Pool> pools() {
    return pools;
  }

  /** Whether it is well. */
  public Health health() {
    return health;
  }

  /** How fast it is. */
  public Pace pace() {
    return pace;
  }

  /** Its account. */
  public Standing standing() {
    return standing;
  }

  /** The same demand in this lane's tokens, by what its answers said of earlier estimates. */
  Demand demandHere(Demand demand) {
    return scale.applyTo(demand);
  }

  TokenScale scale() {
    return scale;
  }

  /** How long until a call with this demand, in this lane's own tokens, may go. */
  long nanosUntil(Demand demand, Urgency urgency, Moment now) {
    if (!closedBecause.isEmpty() || draining) {
      return Pool.NEVER;
    }
    long wait = Math.max(standing.nanosUntil(now), health.nanosUntil(now));
    for (int i = 0; i < pools.size(); i++) {
      wait = Math.max(wait, pools.get(i).nanosUntil(demand, urgency, now));
    }
    return wait;
  }

  /** Whether such a call could never go here, however long it waits. */
  boolean neverFits(Demand demand) {
    Demand here = demandHere(demand);
    for (int i = 0; i < pools.size(); i++) {
      if (pools.get(i).neverFits(here)) {
        return true;
      }
    }
    return false;
  }

  /** How long until the smallest of calls may go. */
  public long nanosUntilSmall(Urgency urgency, Moment now) {
    return nanosUntil(SMALL, urgency, now);
  }

  /** Why not even the smallest of calls may go now; empty when it may. */
  public String refusalOfSmall(Urgency urgency, Moment now) {
    return refusalOf(SMALL, urgency, now);
  }

  /** Why such a call may not go now, for people; empty when it may. */
  String refusalOf(Demand demand, Urgency urgency, Moment now) {
    String outage = outage(now);
    if (!outage.isEmpty()) {
      return outage;
    }
    for (Pool pool : pools) {
      String refusal = pool.refusalOf(demand, urgency, now);
      if (!refusal.isEmpty()) {
        return refusal + " (" + pool + ")";
      }
    }
    return "";
  }

  /** Why no call at all may go now, whatever quota is left; empty when it may. */
  String outage(Moment now) {
    if (!closedBecause.isEmpty()) {
      return "closed: " + closedBecause;
    }
    if (draining) {
      return "draining";
    }
    if (standing.nanosUntil(now) > 0) {
      return "account " + (standing.isClosed() ? "closed: " : "resting: ") + standing.because();
    }
    return health.nanosUntil(now) > 0
        ? "failed lately, " + health.state().name().toLowerCase(Locale.ROOT)
        : "";
  }

  /** Nothing more until somebody acts. Returns whether it was open before. */
  boolean close(String because) {
    boolean wasOpen = closedBecause.isEmpty();
    closedBecause = because;
    return wasOpen;
  }

  /** Somebody has acted, or checked. */
  public void reopen() {
    closedBecause = "";
    draining = false;
    health.restore();
    standing.reopen();
    pools.forEach(Pool::lift);
  }

  /** Lets calls end and takes no new ones, or takes them again. */
  public void drain(boolean on) {
    draining = on;
  }

  /** Whom a change here concerns as well. */
  Neighbours neighbours() {
    return neighbours;
  }

  void settleAmong(List<LaneState> all) {
    neighbours = Neighbours.of(this, all);
  }

  /** The choice of this lane without restraint: the same for all. */
  Choice choice() {
    return choice;
  }

  /** Who waits for it. */
  Lines lines() {
    return lines;
  }

  @Override
  public String toString() {
    return id().toString();
  }
}
