package dev.laneway.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laneway.api.Budget;
import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.RouterException;
import dev.laneway.core.Router;
import dev.laneway.testkit.ScriptedProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a restart must not forget. */
class RestartTest {

  private static final CallOptions SOON =
      CallOptions.builder().deadline(Duration.ofMinutes(1)).build();
  private static final ChatRequest REQUEST =
      ChatRequest.builder().user("x").maxOutputTokens(10).build();

  private final List<ScriptedProvider> vendors = new ArrayList<>();

  private int calls() {
    return vendors.stream().mapToInt(vendor -> vendor.calls().size()).sum();
  }

  private Router router(Path file, String budget) {
    ScriptedProvider vendor = ScriptedProvider.create();
    vendors.add(vendor);
    vendor.anyModel().answers("0123456789").using(1, 10);
    return Router.builder()
        .provider(vendor.asFactory("acme"))
        .account("acme", a -> a.apiKey("k"))
        .lane(
            "acme/a",
            l -> l.quota(q -> q.requestsPerDay(5).dayOf(ZoneOffset.UTC)).price("1000", "1000"))
        .budget(Budget.inAll(budget))
        .store(JdbcStore.embedded(file), s -> s.patience(Duration.ofSeconds(30)))
        .build();
  }

  private static void isRefused(Router router, RouterException.Reason reason) {
    assertThatThrownBy(() -> router.chat(REQUEST, SOON))
        .isInstanceOfSatisfying(
            RouterException.class, error -> assertThat(error.reason()).isEqualTo(reason));
  }

  @Test
  void the_days_count_goes_on(@TempDir Path folder) {
    try (Router first = router(folder.resolve("store"), "100")) {
      for (int i = 0; i < 3; i++) {
        first.chat(REQUEST, SOON);
      }
    }
    try (Router second = router(folder.resolve("store"), "100")) {
      second.chat(REQUEST, SOON);
      second.chat(REQUEST, SOON);
      isRefused(second, RouterException.Reason.LIMITED);
    }
    assertThat(calls()).isEqualTo(5);
  }

  @RepeatedTest(10)
  void what_was_spent_stays_spent(@TempDir Path folder) {
    try (Router first = router(folder.resolve("store"), "0.05")) {
      first.chat(REQUEST, SOON);
      first.chat(REQUEST, SOON);
    }
    try (Router second = router(folder.resolve("store"), "0.05")) {
      second.chat(REQUEST, SOON);
      isRefused(second, RouterException.Reason.BUDGET);
    }
    assertThat(calls()).isEqualTo(3);
  }
}
