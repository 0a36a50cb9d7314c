package dev.laneway.integration.streams;

import dev.laneway.api.CallOptions;
import dev.laneway.api.LaneId;
import dev.laneway.api.StreamRecovery;
import dev.laneway.api.spi.Timeouts;
import dev.laneway.core.Router;
import dev.laneway.core.RouterBuilder;
import dev.laneway.integration.Providers;
import dev.laneway.integration.faults.Family;
import java.net.URI;
import java.time.Duration;
import java.util.Random;

/** A route over a lane that will fail and one of the OpenAI family behind it, both at a price. */
final class TwoLanes {

  static final LaneId SECOND = LaneId.of("openai-compat@second/m-2");

  private TwoLanes() {}

  static LaneId first(Family family) {
    return LaneId.of(family.id + "@first/m-1");
  }

  static RouterBuilder of(Family family, URI first, URI second) {
    String lane = first(family).toString();
    return Router.builder()
        .random(new Random(1))
        .grace(Duration.ZERO)
        .account(
            family.id + "@first",
            account -> {
              account.baseUrl(first.resolve(family.path));
              if (family != Family.OLLAMA) {
                account.apiKey(Providers.SECRET);
              }
            })
        .account(
            "openai-compat@second",
            account -> account.baseUrl(second.resolve("/v1")).apiKey(Providers.SECRET))
        .lane(lane, settings -> settings.price("1", "10"))
        .lane(SECOND.toString(), settings -> settings.price("2", "20"))
        .route("default", route -> route.fallback(lane, SECOND.toString()));
  }

  /** A route whose reader waits a second and a half for a vendor to say anything. */
  static Router impatient(Family family, URI first, URI second) {
    Duration soon = Duration.ofMillis(1_500);
    return of(family, first, second)
        .timeouts(new Timeouts(soon, soon, Duration.ofSeconds(20)))
        .build();
  }

  static CallOptions options(StreamRecovery recovery) {
    return CallOptions.builder().streamRecovery(recovery).deadline(Duration.ofSeconds(25)).build();
  }
}
