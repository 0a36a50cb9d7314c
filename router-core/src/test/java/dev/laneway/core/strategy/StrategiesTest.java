package dev.laneway.core.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.LaneId;
import dev.laneway.api.Money;
import dev.laneway.api.Urgency;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrategiesTest {

  /** A lane whose figures a test sets. */
  private static final class Figures implements Lane {
    private final LaneId id;
    private int weight = 1;
    private boolean free;
    private int underWay;
    private double left = 1;
    private long wait;
    private long expected = 1;
    private long answers;
    private Optional<Money> price = Optional.empty();

    Figures(String model) {
      id = LaneId.of("acme/" + model);
    }

    @Override
    public LaneId id() {
      return id;
    }

    @Override
    public int weight() {
      return weight;
    }

    @Override
    public boolean isFree() {
      return free;
    }

    @Override
    public boolean isSuspect() {
      return false;
    }

    @Override
    public int underWay() {
      return underWay;
    }

    @Override
    public double left() {
      return left;
    }

    @Override
    public long nanosUntilPermit(RouteContext context) {
      return wait;
    }

    @Override
    public long expectedNanos(RouteContext context) {
      return expected;
    }

    @Override
    public long answers() {
      return answers;
    }

    @Override
    public Optional<Money> estimate(RouteContext context) {
      return price;
    }
  }

  private record Asked() implements RouteContext {
    @Override
    public Urgency urgency() {
      return Urgency.INTERACTIVE;
    }

    @Override
    public long nanosLeft() {
      return Duration.ofSeconds(10).toNanos();
    }

    @Override
    public long inputTokens() {
      return 100;
    }

    @Override
    public long expectedOutputTokens() {
      return 100;
    }

    @Override
    public long maxOutputTokens() {
      return 100;
    }

    @Override
    public String tenant() {
      return "";
    }

    @Override
    public String task() {
      return "";
    }
  }

  private final Figures a = new Figures("a");
  private final Figures b = new Figures("b");
  private final Figures c = new Figures("c");
  private final List<Lane> all = List.of(a, b, c);
  private final RouteContext asked = new Asked();

  private Map<LaneId, Integer> picks(RoutingStrategy strategy, List<Lane> lanes, int calls) {
    Map<LaneId, Integer> picks = new HashMap<>();
    for (int i = 0; i < calls; i++) {
      Lane first = strategy.rank(lanes, asked).get(0);
      strategy.chosen(first);
      picks.merge(first.id(), 1, Integer::sum);
    }
    return picks;
  }

  @Test
  void round_robin_takes_each_in_turn() {
    assertThat(picks(RoutingStrategy.roundRobin(), all, 300).values()).containsOnly(100);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21})
  void weighted_shares_are_exact_over_each_cycle(long seed) {
    Random random = new Random(seed);
    a.weight = 1 + random.nextInt(9);
    b.weight = 1 + random.nextInt(9);
    c.weight = 1 + random.nextInt(9);
    RoutingStrategy strategy = RoutingStrategy.weighted();
    for (int cycle = 0; cycle < 50; cycle++) {
      assertThat(picks(strategy, all, a.weight + b.weight + c.weight))
          .isEqualTo(Map.of(a.id(), a.weight, b.id(), b.weight, c.id(), c.weight));
    }
  }

  @Test
  void weighted_mixes_evenly_instead_of_in_blocks() {
    a.weight = 5;
    RoutingStrategy strategy = RoutingStrategy.weighted();
    int inARow = 0;
    int longest = 0;
    for (int i = 0; i < 70; i++) {
      Lane first = strategy.rank(all, asked).get(0);
      strategy.chosen(first);
      inARow = first == a ? inARow + 1 : 0;
      longest = Math.max(longest, inARow);
    }
    assertThat(longest).isLessThanOrEqualTo(5);
  }

  @Test
  void a_lane_that_was_away_does_not_catch_up() {
    RoutingStrategy strategy = RoutingStrategy.roundRobin();
    picks(strategy, List.of(a, b), 1_000);
    assertThat(picks(strategy, all, 30).get(c.id())).isBetween(10, 12);
  }

  @Test
  void fallback_keeps_the_order() {
    assertThat(RoutingStrategy.fallback().rank(all, asked)).containsExactly(a, b, c);
  }

  @Test
  void cheapest_puts_free_first_and_unknown_prices_last() {
    a.price = Optional.empty();
    b.price = Optional.of(Money.usd("0.01"));
    c.free = true;
    assertThat(RoutingStrategy.cheapest().rank(all, asked)).containsExactly(c, b, a);
  }

  @Test
  void fastest_follows_what_was_seen_and_looks_round_now_and_then() {
    a.expected = 300;
    b.expected = 100;
    c.expected = 200;
    a.answers = 5;
    b.answers = 50;
    c.answers = 20;
    RoutingStrategy strategy = RoutingStrategy.fastest();
    Map<LaneId, Integer> picks = picks(strategy, all, 100);
    assertThat(picks.get(b.id())).isEqualTo(95);
    assertThat(picks.get(a.id())).isEqualTo(5);
  }

  @Test
  void least_loaded_is_relative_to_weight() {
    a.underWay = 4;
    a.weight = 4;
    b.underWay = 2;
    c.underWay = 3;
    assertThat(RoutingStrategy.leastLoaded().rank(all, asked)).containsExactly(a, b, c);
  }

  @Test
  void most_headroom_spreads_by_what_is_left() {
    a.left = 0.2;
    b.left = 0.9;
    c.left = 0.5;
    assertThat(RoutingStrategy.mostHeadroom().rank(all, asked)).containsExactly(b, c, a);
  }

  @Test
  void adaptive_weighs_waiting_against_speed_and_then_cost() {
    a.expected = Duration.ofSeconds(1).toNanos();
    a.wait = Duration.ofSeconds(8).toNanos();
    b.expected = Duration.ofSeconds(4).toNanos();
    b.price = Optional.of(Money.usd("0.02"));
    c.expected = Duration.ofSeconds(4).toNanos();
    c.price = Optional.of(Money.usd("0.01"));
    assertThat(RoutingStrategy.adaptive().rank(all, asked)).containsExactly(c, b, a);
    c.wait = Duration.ofSeconds(60).toNanos();
    assertThat(RoutingStrategy.adaptive().rank(all, asked)).containsExactly(b, a, c);
  }
}
