package com.example.guide;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.OnStoreLoss;
import dev.laneway.api.Submission;
import dev.laneway.api.Urgency;
import dev.laneway.core.Router;
import dev.laneway.store.jdbc.JdbcStore;
import dev.laneway.store.redis.RedisStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** For docs/fleet.md and docs/batch.md. */
final class Fleets {

  private Fleets() {}

  static Router oneMachine() {
    return Router.builder()
        .environment(System.getenv())
        .store(JdbcStore.embedded(Path.of("laneway")))
        .build();
  }

  static Router oneOfMany(DataSource dataSource) {
    return Router.builder()
        .environment(System.getenv())
        .store(
            RedisStore.at("redis://localhost:6379"),
            s -> s.namespace("shop").onLoss(OnStoreLoss.LOCAL_SHARE).patience(Duration.ofMillis(4)))
        .store(JdbcStore.on(dataSource), s -> s.namespace("shop").workAtOnce(8))
        .build();
  }

  static List<Submission> invoices(Router router, ChatRequest request) {
    Submission work = router.submit("invoice-4711", request, CallOptions.of(Urgency.BATCH));
    System.out.println(work.state() + ", probably done at " + work.eta());
    return router.submissions(Submission.State.FAILED, "", 100);
  }
}
