package dev.laneway.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Resource;
import dev.laneway.api.Window;
import dev.laneway.core.Router;
import dev.laneway.core.RouterBuilder;
import dev.laneway.testkit.ScriptedProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a shared permit costs beside a local one; told, not judged. The figure of docs/fleet.md. */
class FleetCostTest {

  private static final CallOptions SOON =
      CallOptions.builder().deadline(Duration.ofMinutes(1)).build();

  private static RouterBuilder builder() {
    ScriptedProvider vendor = ScriptedProvider.create();
    vendor.anyModel().answers("ok");
    return Router.builder()
        .provider(vendor.asFactory("acme"))
        .account("acme", a -> a.apiKey("k"))
        .lane(
            "acme/a",
            l ->
                l.quota(
                    q ->
                        q.limit(
                                Resource.REQUESTS,
                                10_000_000,
                                Window.rolling(Duration.ofMinutes(1)))
                            .limit(
                                Resource.TOKENS,
                                1_000_000_000,
                                Window.rolling(Duration.ofMinutes(1)))
                            .requestsPerDay(100_000_000)));
  }

  private static long medianMicros(Router router, int calls) {
    ChatRequest request = ChatRequest.of("Hi");
    long[] took = new long[calls];
    for (int i = 0; i < calls; i++) {
      long from = System.nanoTime();
      router.chat(request, SOON);
      took[i] = (System.nanoTime() - from) / 1_000;
    }
    long[] late = Arrays.copyOfRange(took, calls / 2, calls);
    Arrays.sort(late);
    return late[late.length / 2];
  }

  @Test
  void a_shared_permit_costs_one_round_trip(@TempDir Path folder) throws Exception {
    int calls = Boolean.getBoolean("laneway.full") ? 20_000 : 500;
    try (Redis redis = Redis.start(folder);
        Router local = builder().build();
        Router shared =
            builder()
                .store(RedisStore.at(redis.uri()), s -> s.patience(Duration.ofSeconds(20)))
                .build()) {
      long alone = medianMicros(local, calls);
      long together = medianMicros(shared, calls);
      System.out.printf("a call: %d µs with local limits, %d µs with shared%n", alone, together);
      assertThat(together).isPositive();
    }
  }
}
