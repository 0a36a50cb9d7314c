package com.example.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatRequest;
import dev.laneway.core.Router;
import dev.laneway.testkit.ManualTime;
import dev.laneway.testkit.ScriptedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuideTest {

  private static final ChatRequest HELLO = ChatRequest.of("Hello");

  @Test
  void the_routers_on_the_pages_can_be_built() {
    try (Router lanes = LanesAndRoutes.router("k1", "k2", "k3");
        Router quotas = QuotasAndWaiting.declared("k1", "k2");
        Router budgets = Budgets.router("k1");
        Router migrated = Migrating.fromLiteLlm("k1", "k2", "k3")) {
      assertThat(lanes.explain(HELLO, CallOptions.builder().task("legal").build()).route())
          .isEqualTo("smart");
      assertThat(quotas.status().pools()).extracting(pool -> pool.name()).contains("acme");
      assertThat(budgets.status().budgets()).isNotEmpty();
      assertThat(migrated.explain(HELLO, CallOptions.DEFAULT).lanes()).hasSize(3);
    }
  }

  @Test
  void the_configuration_file_on_the_page_is_taken(@TempDir Path folder) throws IOException {
    String json = Files.readString(Path.of("src/main/resources/laneway.json"));
    Path file = folder.resolve("laneway.json");
    Files.writeString(file, json.replaceAll("\\$\\{[A-Z_]+}", "a-key"));
    try (Router router = Router.fromConfig(file)) {
      assertThat(router.status().lanes()).hasSize(3);
      assertThat(router.explain(HELLO, CallOptions.builder().route("smart").build()).next())
          .hasValueSatisfying(lane -> assertThat(lane.provider()).isEqualTo("gemini"));
    }
  }

  @Test
  void the_calls_on_the_pages_work() {
    ScriptedProvider acme = ScriptedProvider.create();
    acme.model("m").answers("Good day").using(10, 2);
    Watching watching = new Watching();
    try (Router router =
        Router.builder()
            .provider(acme.asFactory("acme"))
            .lane("acme/m", l -> l.price("1", "1"))
            .route("smart", r -> r.strategy(new NightShift(), "acme/m"))
            .route("bulk", r -> r.strategy(new NightShift(), "acme/m"))
            .route("default", r -> r.fallback("acme/m"))
            .listener(watching)
            .cache(c -> c.timeToLive(Duration.ofMinutes(10)))
            .executor(Runnable::run)
            .build()) {
      assertThat(LanesAndRoutes.ask(router).text()).isEqualTo("Good day");
      assertThat(QuotasAndWaiting.patient(router, HELLO)).isEqualTo("Good day");
      assertThat(Batches.summaries(router, List.of("a", "b"))).hasSize(2);
      assertThat(Migrating.assistant(router).answer("Hello")).isEqualTo("Good day");
      LanesAndRoutes.explain(router, HELLO);
      Caching.ask(router, HELLO);
      Urgencies.oneOfEach(router, HELLO);
      Budgets.ask(router, HELLO);
      Streams.print(router, HELLO);
      Streams.restartWhenBroken(router, HELLO);
      Observability.look(router);
      acme.model("m").fromNowOn().isOverloaded();
      assertThat(QuotasAndWaiting.patient(router, ChatRequest.of("New"))).startsWith("Busy");
      assertThat(watching.failures.sum()).isPositive();
    }
  }

  @Test
  void patient_work_goes_where_most_is_left() {
    ScriptedProvider acme = ScriptedProvider.under(new ManualTime());
    acme.anyModel().answers("ok");
    try (Router router =
        Router.builder()
            .provider(acme.asFactory("acme"))
            .lane("acme/small", l -> l.quota(q -> q.requestsPerMinute(2)))
            .lane("acme/large", l -> l.quota(q -> q.requestsPerMinute(100)))
            .route("bulk", r -> r.strategy(new NightShift(), "acme/small", "acme/large"))
            .executor(Runnable::run)
            .build()) {
      router.chat(HELLO, CallOptions.builder().route("bulk").lane("acme/small").build());
      Batches.summaries(router, List.of("a"));
      assertThat(acme.calls("large")).hasSize(1);
    }
  }
}
