package dev.laneway.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.Budget;
import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.FailureDetails;
import dev.laneway.api.ProviderFailure.Unauthorized;
import dev.laneway.api.Resource;
import dev.laneway.api.Submission;
import dev.laneway.api.Urgency;
import dev.laneway.api.Window;
import dev.laneway.core.event.RouterEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random lanes, quotas, budgets, failures, drains and checks over hours of virtual time: whoever
 * waits could not go now if it came now, every request ends once and in time, and in the end
 * nothing is taken.
 */
class WakingPropertiesTest {

  private static final String DOLLAR_A_TOKEN = "1000000";
  private static final List<String> LANES = List.of("acme@one/a", "acme@one/b", "acme@two/c");

  private final World world = new World();
  private final Map<String, Asked> asked = new LinkedHashMap<>();
  private final Map<String, Integer> ends = new LinkedHashMap<>();

  private record Asked(Submission work, ChatRequest request, CallOptions options, long latest) {}

  private Router router(Random random) {
    RouterBuilder builder =
        world
            .builder()
            .random(new Random(random.nextLong()))
            .account("acme@one", a -> a.apiKey("one"))
            .account("acme@two", a -> a.apiKey("two"))
            .budget(Budget.perHour("4000").forTenant("poor"))
            .budget(Budget.perDay("90000"));
    for (String lane : LANES) {
      script(lane.substring(lane.indexOf('/') + 1), random);
      builder.lane(
          lane, l -> l.price(DOLLAR_A_TOKEN, DOLLAR_A_TOKEN).quota(q -> limits(q, random)));
    }
    return builder
        .route("default", r -> r.roundRobin(LANES.toArray(new String[0])))
        .route("one", r -> r.leastLoaded(LANES.get(0), LANES.get(1)))
        .route("alone", r -> r.fallback(LANES.get(2)))
        .build();
  }

  private static void limits(QuotaSettings quota, Random random) {
    Duration length = Duration.ofMillis(300 + random.nextInt(60_000));
    Window window =
        switch (random.nextInt(3)) {
          case 0 -> Window.rolling(length);
          case 1 -> Window.fixed(length);
          default -> Window.bucket(length);
        };
    quota.limit(Resource.REQUESTS, 1 + random.nextInt(8), window);
    if (random.nextBoolean()) {
      quota.limit(
          Resource.TOKENS,
          150 + random.nextInt(500),
          Window.rolling(length.plusMillis(7)),
          QuotaSettings.TokenCharge.MAXIMUM_REFUNDED);
    }
    if (random.nextBoolean()) {
      quota.concurrency(1 + random.nextInt(3));
    }
  }

  private void script(String model, Random random) {
    for (int i = 0; i < 600; i++) {
      Duration took = Duration.ofMillis(random.nextInt(9_000));
      switch (random.nextInt(14)) {
        case 0 -> world.model(model).throttlesFor(Duration.ofMillis(random.nextInt(40_000)));
        case 1 -> world.model(model).isOverloaded().after(took);
        case 2 -> world.model(model).neverAnswers();
        case 3 ->
            world
                .model(model)
                .failsWith(new Unauthorized(FailureDetails.of(401, "key"), "mend it"))
                .after(took);
        default -> world.model(model).answers("ok").using(12, random.nextInt(60)).after(took);
      }
    }
    world.model(model).answers("end");
  }

  private void ask(Router router, int number, Random random) {
    ChatRequest request =
        ChatRequest.builder().user("x").maxOutputTokens(random.nextBoolean() ? 20 : 60).build();
    Duration deadline = Duration.ofMillis(1_000 + random.nextInt(200_000));
    CallOptions options =
        CallOptions.builder()
            .urgency(Urgency.INTERACTIVE)
            .route(List.of("default", "one", "alone").get(random.nextInt(3)))
            .tenant(random.nextBoolean() ? "poor" : "")
            .deadline(deadline)
            .build();
    String id = "w" + number;
    long latest = world.time.nanos() + deadline.toNanos();
    Submission work = router.submit(id, request, options);
    asked.put(id, new Asked(work, request, options, latest));
    var unused = work.reply().whenComplete((r, t) -> ends.merge(id, 1, Integer::sum));
  }

  private Set<String> attempted() {
    Set<String> ids = new HashSet<>();
    world.told(RouterEvent.WorkMoved.class).stream()
        .filter(moved -> moved.attempt().isPresent())
        .forEach(moved -> ids.add(moved.id()));
    return ids;
  }

  private Duration leftOf(Asked one) {
    return Duration.ofNanos(one.latest() - world.time.nanos());
  }

  /** Nobody who waits, and was not sent before, could go at once if it came now. */
  private void nobodyIsForgotten(Router router) {
    Set<String> sent = attempted();
    asked.forEach(
        (id, one) -> {
          if (one.work().state() == Submission.State.QUEUED && !sent.contains(id)) {
            CallOptions now = one.options().toBuilder().deadline(leftOf(one)).build();
            assertThat(router.explain(one.request(), now).next())
                .as("%s %s", id, one.options())
                .isEmpty();
          }
        });
  }

  private void meddle(Router router, Random random) {
    String lane = LANES.get(random.nextInt(LANES.size()));
    switch (random.nextInt(12)) {
      case 0 -> router.drain(lane);
      case 1, 2, 3 -> router.resume(lane);
      case 4 -> {
        List<Asked> all = new ArrayList<>(asked.values());
        all.get(random.nextInt(all.size())).work().reply().cancel(true);
      }
      default -> {}
    }
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 40);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whoever_waits_could_not_go_if_it_came_now(long seed) {
    Random random = new Random(seed);
    try (Router router = router(random)) {
      for (int i = 0; i < 500; i++) {
        ask(router, i, random);
        meddle(router, random);
        nobodyIsForgotten(router);
        world.time.advance(
            Duration.ofMillis(random.nextInt(random.nextInt(8) == 0 ? 30_000 : 900)));
        nobodyIsForgotten(router);
      }
      world.time.advance(Duration.ofMinutes(10));
      assertThat(ends).hasSize(500).allSatisfy((id, times) -> assertThat(times).isEqualTo(1));
      assertThat(router.status().waiting()).isZero();
      assertThat(world.acme.running()).isZero();
      assertThat(router.status().lanes()).allMatch(lane -> lane.underWay() == 0);
      assertThat(router.status().budgets()).allMatch(b -> b.reserved().picodollars() == 0);
    }
  }
}
