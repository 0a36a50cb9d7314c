package dev.laneway.core.schedule;

import dev.laneway.api.Budget;
import dev.laneway.api.CallOptions;
import dev.laneway.api.Capability;
import dev.laneway.api.LaneId;
import dev.laneway.api.Money;
import dev.laneway.api.Resource;
import dev.laneway.api.Urgency;
import dev.laneway.api.Usage;
import dev.laneway.api.Window;
import dev.laneway.api.spi.Provider;
import dev.laneway.api.time.SystemTime;
import dev.laneway.core.budget.BudgetBook;
import dev.laneway.core.budget.Price;
import dev.laneway.core.event.Events;
import dev.laneway.core.lane.Health;
import dev.laneway.core.lane.Pace;
import dev.laneway.core.lane.Standing;
import dev.laneway.core.quota.Demand;
import dev.laneway.core.quota.Limit;
import dev.laneway.core.quota.Pool;
import dev.laneway.core.strategy.RoutingStrategy;
import dev.laneway.core.time.Moment;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/**
 * The machine's own steps without a request around them: eligible, order, admit, settle. Stands in
 * the machine's package to reach them; lives in the benchmarks alone.
 */
public final class Desk implements AutoCloseable {

  private static final Demand DEMAND = new Demand(250, 60, 100);
  private static final Usage USED = Usage.of(231, 41);
  private static final Set<Capability> NEEDS = EnumSet.of(Capability.CHAT);
  private static final long ENOUGH = 50_000_000_000L;

  private final SystemTime time = SystemTime.start("benchmark-timer");
  private final Scheduler scheduler;
  private final Route route;
  private final BudgetBook budgets;
  private final CallOptions options;
  private final ArrayDeque<Permit> granted = new ArrayDeque<>();
  private final Waiter.Grantee grantee =
      new Waiter.Grantee() {
        @Override
        public void granted(Permit permit) {
          granted.add(permit);
        }

        @Override
        public void refused(Refusal refusal) {
          throw new IllegalStateException("refused: " + refusal.because());
        }
      };

  private Desk(
      Provider vendor, int lanes, Urgency urgency, RoutingStrategy strategy, List<Limit> limits) {
    options = CallOptions.builder().urgency(urgency).deadline(Duration.ofHours(12)).build();
    scheduler =
        new Scheduler(
            time,
            new Random(1),
            new Events(List.of(), Runnable::run, time),
            Patience.DEFAULT,
            Integer.MAX_VALUE);
    List<LaneState> all = new ArrayList<>();
    for (int i = 0; i < lanes; i++) {
      all.add(lane(vendor, i, limits));
    }
    scheduler.serve(all);
    route = new Route("all", all, strategy, RouteRules.NONE, scheduler);
    budgets = new BudgetBook(List.of(Budget.perDay("1000000.00")), scheduler::spent);
  }

  /** A route of so many lanes with three limits each that never run out, and a budget. */
  public static Desk ofLanes(Provider vendor, int lanes, RoutingStrategy strategy) {
    return new Desk(
        vendor,
        lanes,
        Urgency.INTERACTIVE,
        strategy,
        List.of(
            Limit.of(Resource.REQUESTS, ENOUGH, Window.bucket(Duration.ofMinutes(1))),
            Limit.of(Resource.TOKENS, ENOUGH, Window.bucket(Duration.ofMinutes(1))),
            Limit.of(Resource.REQUESTS, ENOUGH, Window.dayOf(ZoneOffset.UTC))));
  }

  /** One lane that serves one call at a time. */
  public static Desk ofOneAtATime(Provider vendor, Urgency urgency) {
    return new Desk(
        vendor,
        1,
        urgency,
        RoutingStrategy.fallback(),
        List.of(Limit.of(Resource.CONCURRENCY, 1, Window.bucket(Duration.ofSeconds(1)))));
  }

  private LaneState lane(Provider vendor, int number, List<Limit> limits) {
    LaneId id = LaneId.of("bench/m-" + number);
    Price price =
        Price.perMillion(new BigDecimal("0.10"), new BigDecimal("0.40"), Optional.empty());
    return new LaneState(
        new LaneSpec(id, 1, false, Optional.of(price), OptionalLong.of(128_000), NEEDS),
        vendor,
        List.of(new Pool(id.toString(), limits, Moment.of(time))),
        new Health(new Random(number)),
        new Pace(Duration.ofMillis(600), 5_000, 60),
        new Standing(),
        scheduler);
  }

  private Call call() {
    long now = time.nanos();
    return new Call(options, NEEDS, DEMAND, now, now + options.deadline().toNanos());
  }

  /** Ranks the lanes, takes a permit and settles it. */
  public long decide() {
    Call call = call();
    Permit permit = permit(call, route.rank(call).order());
    permit.spent(USED, permit.lane().costOf(USED));
    return permit.grantedAt();
  }

  /** Takes a permit on the first lane and gives it back. */
  public long permit() {
    Permit permit = permit(call(), route.lanes());
    permit.unused();
    return permit.grantedAt();
  }

  private Permit permit(Call call, List<LaneState> order) {
    Admission admission = scheduler.admit(waiter(call, order), true);
    if (admission instanceof Admission.Granted permit) {
      return permit.permit();
    }
    throw new IllegalStateException("a lane that never runs out gave " + admission);
  }

  private Waiter waiter(Call call, List<LaneState> order) {
    Wallet wallet = new Wallet(budgets, route.name(), options);
    wallet.prefers(order.get(0).id());
    Waiter waiter = route.waiter(call, wallet, grantee);
    List<Choice> choices = new ArrayList<>(order.size());
    order.forEach(lane -> choices.add(Choice.of(lane)));
    waiter.choose(choices);
    return waiter;
  }

  /** One more that waits, or goes if nobody else is there. */
  public void park() {
    Admission admission = scheduler.admit(waiter(call(), route.lanes()), false);
    if (admission instanceof Admission.Granted permit) {
      granted.add(permit.permit());
    }
  }

  /** Ends the call that is under way: the first that waits goes, and another comes. */
  public int next() {
    granted.remove().spent(USED, Optional.of(Money.ZERO));
    park();
    return granted.size();
  }

  /** How many wait. */
  public int waiting() {
    return scheduler.waiting();
  }

  @Override
  public void close() {
    time.close();
  }
}
