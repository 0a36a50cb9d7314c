package dev.laneway.core;

import static java.util.Objects.requireNonNull;

import dev.laneway.api.ChatReply;
import dev.laneway.api.LaneId;
import dev.laneway.api.ResponseSchema;
import dev.laneway.core.reply.ReplySchema;
import dev.laneway.core.strategy.RoutingStrategy;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Settings of one route: its lanes and what orders them. */
public final class RouteSettings {

  private final String name;
  private List<LaneId> lanes = List.of();
  private @Nullable RoutingStrategy strategy;
  private String strategyName = "";
  private String houseStyle = "";
  private boolean refusedGoesOn;
  private List<LaneId> downgrade = List.of();
  private Function<ChatReply, Optional<String>> check = reply -> Optional.empty();

  RouteSettings(String name) {
    this.name = name;
  }

  /** In this order: the first that can serve. */
  public RouteSettings fallback(String... laneIds) {
    return strategy(RoutingStrategy.fallback(), laneIds);
  }

  /** Each in turn. */
  public RouteSettings roundRobin(String... laneIds) {
    return strategy(RoutingStrategy.roundRobin(), laneIds);
  }

  /** In proportion to the weights that stand on the lanes. */
  public RouteSettings weighted(String... laneIds) {
    return strategy(RoutingStrategy.weighted(), laneIds);
  }

  /** The lowest estimate first. */
  public RouteSettings cheapest(String... laneIds) {
    return strategy(RoutingStrategy.cheapest(), laneIds);
  }

  /** The earliest answer first, by what was seen lately. */
  public RouteSettings fastest(String... laneIds) {
    return strategy(RoutingStrategy.fastest(), laneIds);
  }

  /** The fewest calls under way first. */
  public RouteSettings leastLoaded(String... laneIds) {
    return strategy(RoutingStrategy.leastLoaded(), laneIds);
  }

  /** The largest share of quota left first. */
  public RouteSettings mostHeadroom(String... laneIds) {
    return strategy(RoutingStrategy.mostHeadroom(), laneIds);
  }

  /** The earliest expected completion within the deadline, then the cost. */
  public RouteSettings adaptive(String... laneIds) {
    return strategy(RoutingStrategy.adaptive(), laneIds);
  }

  /** A strategy of your own. */
  public RouteSettings strategy(RoutingStrategy own, String... laneIds) {
    strategy = own;
    lanes = Stream.of(laneIds).map(LaneId::of).toList();
    return this;
  }

  /** A system preface that every lane gets, so that the voice stays the same. */
  public RouteSettings houseStyle(String text) {
    houseStyle = text;
    return this;
  }

  /**
   * A reply that fails this counts as a failed attempt, and the next lane is tried. Of several
   * checks all must be passed. A stream is checked at its end: with {@code RESTART} or {@code
   * CONTINUE} another lane begins anew, else it ends with an error.
   */
  public RouteSettings check(Predicate<ChatReply> acceptable) {
    requireNonNull(acceptable, "check");
    return checked(
        reply ->
            acceptable.test(reply)
                ? Optional.empty()
                : Optional.of("the reply did not pass the check of route '" + name + "'"));
  }

  /**
   * The text of a reply must be JSON that fits this schema; one that calls tools passes. Knows
   * type, properties, required, additionalProperties, items, enum, const, anyOf, oneOf, allOf,
   * minimum, maximum, minLength, maxLength, pattern, minItems and maxItems; other keywords are
   * passed over.
   */
  public RouteSettings check(String jsonSchema) {
    ReplySchema schema = ReplySchema.of(jsonSchema);
    return checked(
        reply ->
            schema
                .objectionTo(reply)
                .map(
                    wrong ->
                        "the reply does not fit the schema of route '" + name + "': " + wrong));
  }

  /** The text of a reply must be JSON with exactly the components of this record. */
  public RouteSettings check(Class<? extends Record> type) {
    return check(ResponseSchema.of(type).json());
  }

  private RouteSettings checked(Function<ChatReply, Optional<String>> next) {
    Function<ChatReply, Optional<String>> before = check;
    check = reply -> before.apply(reply).or(() -> guarded(next, reply));
    return this;
  }

  private Optional<String> guarded(Function<ChatReply, Optional<String>> next, ChatReply reply) {
    try {
      return next.apply(reply);
    } catch (RuntimeException | Error broken) {
      return Optional.of("the check of route '" + name + "' threw " + broken.getClass().getName());
    }
  }

  /** When a vendor refuses the content, asks the next lane instead of giving up. */
  public RouteSettings refusedGoesOn() {
    refusedGoesOn = true;
    return this;
  }

  /**
   * Cheaper lanes for optional calls: where no lane of the route is free, such a call goes to the
   * first of these that is, instead of being dropped. Its receipt says so.
   */
  public RouteSettings downgrade(String... laneIds) {
    downgrade = Stream.of(laneIds).map(LaneId::of).toList();
    return this;
  }

  List<LaneId> downgrade() {
    return downgrade;
  }

  void lanes(List<String> ids) {
    lanes = ids.stream().map(LaneId::of).toList();
  }

  void strategyNamed(String known) {
    strategyName = known;
  }

  String name() {
    return name;
  }

  List<LaneId> lanes() {
    return lanes;
  }

  Optional<RoutingStrategy> strategy() {
    return Optional.ofNullable(strategy);
  }

  /** The name of its strategy; empty for the usual one. */
  String strategyName() {
    return strategyName;
  }

  String houseStyle() {
    return houseStyle;
  }

  boolean doesRefusedGoOn() {
    return refusedGoesOn;
  }

  Function<ChatReply, Optional<String>> check() {
    return check;
  }
}
