package dev.laneway.core.schedule;

import dev.laneway.api.Capability;
import dev.laneway.api.LaneId;
import dev.laneway.api.Urgency;
import dev.laneway.core.strategy.Lane;
import dev.laneway.core.strategy.RoutingStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** A named list of lanes and the strategy that orders them. */
public final class Route {

  /**
   * Strategies of ours that ask each lane what only the scheduler knows. They run nothing of the
   * application's, so that all their questions can be answered under one lock.
   */
  private static final Set<Class<?>> INQUIRING =
      Set.of(RoutingStrategy.adaptive().getClass(), RoutingStrategy.mostHeadroom().getClass());

  private final String name;
  private final List<LaneState> lanes;
  private final RoutingStrategy strategy;
  private final RouteRules rules;
  private final Scheduler scheduler;
  private final Line line;
  private Sessions sessions = new Sessions();
  private OutputHistory history = new OutputHistory();

  /** A route over these lanes. */
  public Route(
      String name,
      List<LaneState> lanes,
      RoutingStrategy strategy,
      RouteRules rules,
      Scheduler scheduler) {
    this.name = name;
    this.lanes = List.copyOf(lanes);
    this.strategy = strategy;
    this.rules = rules;
    this.scheduler = scheduler;
    this.line = scheduler.lineFor(this.lanes);
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Its lanes in the order of the configuration. */
  public List<LaneState> lanes() {
    return lanes;
  }

  /** What orders them. */
  public RoutingStrategy strategy() {
    return strategy;
  }

  /** What else is configured. */
  public RouteRules rules() {
    return rules;
  }

  /** Goes on with the conversations and the experience of the route whose place it takes. */
  public void remember(@Nullable Route before) {
    if (before != null) {
      sessions = before.sessions;
      history = before.history;
    }
  }

  /** Nobody can wait here any more. */
  public void close() {
    scheduler.guarded(now -> lanes.forEach(lane -> lane.lines().all().remove(line)));
  }

  /** Who wants a permit for a call here, and hears of it. */
  Waiter waiter(Call call, Wallet wallet, Waiter.Grantee grantee) {
    Waiter waiter =
        scheduler.waiter(call.urgency(), call.demand(), call.deadline(), line, wallet, grantee);
    waiter.trust(history.isTrusted(call.maxOutputTokens()));
    waiter.spare(strategy.isSparing());
    return waiter;
  }

  Sessions sessions() {
    return sessions;
  }

  OutputHistory history() {
    return history;
  }

  /** A lane that cannot take a call, and why. */
  record Unfit(LaneId lane, String because) {}

  /** The lanes that can take a call in order, and those of the route that cannot. */
  record Ranking(List<LaneState> order, List<Unfit> unfit) {}

  /** Puts the lanes that can take the call in order: the well before the suspect. */
  Ranking rank(Call call) {
    List<Lane> eligible = inquires() ? List.copyOf(lanes) : new ArrayList<>(lanes);
    List<Unfit> unfit = List.of();
    for (int i = 0; i < lanes.size(); i++) {
      LaneState lane = lanes.get(i);
      String because = unfitness(lane, call);
      if (!because.isEmpty()) {
        if (unfit.isEmpty()) {
          unfit = new ArrayList<>();
          eligible = new ArrayList<>(lanes.subList(0, i));
        }
        unfit.add(new Unfit(lane.id(), because));
      } else if (!unfit.isEmpty()) {
        eligible.add(lane);
      }
    }
    return new Ranking(withDowngrades(inOrder(eligible, call), call), unfit);
  }

  private List<LaneState> inOrder(List<Lane> eligible, Call call) {
    List<Lane> ranked = ranked(eligible, call);
    if (call.options().session().isEmpty() && isMade(ranked)) {
      return asStates(ranked);
    }
    List<LaneState> order = new ArrayList<>(ranked.size());
    List<LaneState> suspect = List.of();
    Optional<LaneId> home = sessions.laneOf(call.options().session());
    for (int i = 0; i < ranked.size(); i++) {
      if (!(ranked.get(i) instanceof LaneState state)) {
        continue; // none of those that the strategy was given
      }
      if (state.isSuspect()) {
        suspect = suspect.isEmpty() ? new ArrayList<>() : suspect;
        suspect.add(state);
      } else if (home.isPresent() && home.get().equals(state.id())) {
        order.add(0, state);
      } else {
        order.add(state);
      }
    }
    order.addAll(suspect);
    return order;
  }

  private boolean inquires() {
    return INQUIRING.contains(strategy.getClass());
  }

  /** Whether this list is made for this call by a strategy of ours, and all in it are well. */
  private boolean isMade(List<Lane> ranked) {
    if (!inquires()) {
      return false;
    }
    for (int i = 0; i < ranked.size(); i++) {
      if (ranked.get(i).isSuspect()) {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings("unchecked") // a strategy of ours gives back the lanes that it was given
  private static List<LaneState> asStates(List<? extends Lane> ranked) {
    return (List<LaneState>) ranked;
  }

  private List<Lane> ranked(List<Lane> eligible, Call call) {
    if (eligible.isEmpty() || (inquires() && eligible.size() == 1)) {
      return eligible;
    }
    return inquires()
        ? scheduler.guard().rankAtOnce(strategy, eligible, call)
        : asked(List.copyOf(eligible), eligible, call);
  }

  /** What a strategy says that may be the application's; the given order where it breaks. */
  private List<Lane> asked(List<Lane> given, List<Lane> eligible, Call call) {
    try {
      List<Lane> ranked = strategy.rank(eligible, call);
      if (ranked != null) {
        return ranked;
      }
      broke("ranked nothing", null);
    } catch (RuntimeException | Error broken) {
      broke("broke", broken);
    }
    return given;
  }

  /** The strategy hears where a call goes. */
  void chosen(LaneState lane) {
    try {
      strategy.chosen(lane);
    } catch (RuntimeException | Error broken) {
      broke("broke", broken);
    }
  }

  private void broke(String how, @Nullable Throwable why) {
    LoggerFactory.getLogger(Route.class)
        .warn("Strategy {} of route {} {}: its lanes go in their order", strategy, name, how, why);
  }

  /** With the cheaper lanes for an optional call, last; vectors of two models do not mix. */
  private List<LaneState> withDowngrades(List<LaneState> order, Call call) {
    if (rules.downgrade().isEmpty()
        || call.urgency() != Urgency.OPTIONAL
        || call.needs().contains(Capability.EMBED)) {
      return order;
    }
    List<LaneState> all = new ArrayList<>(order);
    for (LaneState lane : rules.downgrade()) {
      if (isDowngrade(lane) && unfitness(lane, call).isEmpty()) {
        all.add(lane);
      }
    }
    return all;
  }

  /** Whether only optional calls go there. */
  boolean isDowngrade(LaneState lane) {
    return !rules.downgrade().isEmpty() && !lanes.contains(lane);
  }

  private static String unfitness(LaneState lane, Call call) {
    Optional<LaneId> pin = call.options().lane();
    if (pin.isPresent() && !pin.get().equals(lane.id())) {
      return "the call is pinned to " + pin.get();
    }
    for (Capability need : call.needs()) {
      if (!lane.spec().capabilities().contains(need)) {
        return "cannot do " + need.name().toLowerCase(Locale.ROOT);
      }
    }
    long window = lane.spec().contextWindow().orElse(Long.MAX_VALUE);
    long input = lane.scale().inputOf(call.demand());
    if (input > window) {
      return "prompt of about %d tokens is longer than its window of %d".formatted(input, window);
    }
    return "";
  }
}
