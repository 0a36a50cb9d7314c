package dev.laneway.benchmarks.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.laneway.api.Budget;
import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Urgency;
import dev.laneway.benchmarks.micro.InstantVendor;
import dev.laneway.core.Router;
import dev.laneway.core.RouterBuilder;
import dev.laneway.testkit.ManualTime;
import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What a router holds does not grow with what it has done: counted in objects, not in time. */
class GrowthTest {

  private static final ChatRequest REQUEST = ChatRequest.of("Hi");

  /** Objects of ours for each request that waits, and those of collections. */
  private static final int MOST_HELD = 28;

  private final ManualTime time = new ManualTime();

  private RouterBuilder settings() {
    return InstantVendor.router(3)
        .timeSource(time)
        .executor(Runnable::run)
        .grace(Duration.ZERO)
        .cache(c -> c.timeToLive(Duration.ofMinutes(1)).maximumBytes(64 << 10));
  }

  /** Each call after a moment, with a prompt, a tenant and a conversation of its own. */
  private void call(Router router, int times, int from) {
    for (int i = from; i < from + times; i++) {
      time.advance(Duration.ofSeconds(1));
      router.chat(
          ChatRequest.of("Question " + i),
          CallOptions.builder().tenant("tenant-" + i).session("session-" + i).build());
    }
  }

  private void send(Router router, int times) {
    for (int i = 0; i < times; i++) {
      time.advance(Duration.ofSeconds(1));
      router.chat(REQUEST);
    }
  }

  @Test
  void past_requests_leave_nothing_behind() {
    try (Router router = InstantVendor.router(3).timeSource(time).executor(Runnable::run).build()) {
      send(router, 3_000); // what is remembered to judge by is full
      int held = Reachable.from(router);
      send(router, 30_000);
      assertThat(Reachable.from(router)).isCloseTo(held, within(held / 50));
      assertThat(time.waiting()).isZero();
    }
  }

  @Test
  void tenants_conversations_and_answers_are_kept_up_to_a_bound() {
    try (Router router = settings().budget(Budget.perDay("5.00").forEachTenant()).build()) {
      call(router, 51_000, 0);
      int held = Reachable.from(router);
      call(router, 10_000, 51_000);
      assertThat(Reachable.from(router)).isCloseTo(held, closeTo(held));
      assertThat(router.status().budgets()).hasSizeLessThanOrEqualTo(10_002);
    }
  }

  @Test
  void turns_of_tenants_that_wait_are_kept_up_to_a_bound() {
    try (Router router =
        settings()
            .lane("instant/m-9", l -> l.free().quota(q -> q.requestsPerDay(1)))
            .route("narrow", r -> r.fallback("instant/m-9"))
            .maxWaiting(50_000)
            .build()) {
      CallOptions patient =
          CallOptions.builder()
              .route("narrow")
              .urgency(Urgency.BATCH)
              .deadline(Duration.ofDays(3))
              .build();
      router.chat(REQUEST, CallOptions.builder().route("narrow").build());
      park(router, patient, 0);
      int held = Reachable.from(router);
      park(router, patient, 15_000);
      assertThat(router.status().waiting()).isZero();
      assertThat(Reachable.from(router)).isCloseTo(held, closeTo(held));
      assertThat(time.waiting()).isZero();
    }
  }

  @Test
  void a_request_that_waits_holds_nothing_of_what_only_a_call_needs() {
    try (Router router =
        InstantVendor.router(0)
            .timeSource(time)
            .executor(Runnable::run)
            .lane("instant/m-0", l -> l.free().quota(q -> q.requestsPerDay(1)))
            .maxWaiting(3_000)
            .grace(Duration.ZERO)
            .build()) {
      CallOptions patient =
          CallOptions.builder().urgency(Urgency.BATCH).deadline(Duration.ofDays(2)).build();
      router.chat(REQUEST);
      wait(router, patient);
      int held = Reachable.from(router);
      wait(router, patient);
      assertThat((Reachable.from(router) - held) / 1_000).isLessThanOrEqualTo(MOST_HELD);
    }
  }

  private static void wait(Router router, CallOptions patient) {
    for (int i = 0; i < 1_000; i++) {
      assertThat(router.chatAsync(REQUEST, patient)).isNotDone();
    }
  }

  private static void park(Router router, CallOptions patient, int from) {
    for (int i = from; i < from + 15_000; i++) {
      var reply =
          router.chatAsync(
              ChatRequest.of("Batch " + i), patient.toBuilder().tenant("t-" + i).build());
      assertThat(reply).isNotDone();
      reply.cancel(true);
    }
  }

  private static Offset<Integer> closeTo(int held) {
    return within(held / 50);
  }
}
