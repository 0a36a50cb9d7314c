package dev.laneway.benchmarks.effectiveness;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.RouterException;
import dev.laneway.api.Submission;
import dev.laneway.api.Urgency;
import dev.laneway.benchmarks.play.Figures;
import dev.laneway.benchmarks.play.Ledger;
import dev.laneway.benchmarks.play.Ledger.Kind;
import dev.laneway.benchmarks.scenario.Ask;
import dev.laneway.benchmarks.scenario.Scenario;
import dev.laneway.benchmarks.vendor.Deployment;
import dev.laneway.core.Router;
import dev.laneway.core.RouterBuilder;
import dev.laneway.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Plays a scenario with the production router. Only time, randomness and the provider are
 * simulated; all else is what an application gets from the public builder.
 */
final class RouterPlay {

  static final String NAME = "laneway";

  private static final long GOES_ON_FOR_MS = 3_600_000;

  private final Scenario scenario;
  private final Without without;
  private final Ledger ledger;
  private final ManualTime time = new ManualTime(Instant.EPOCH);
  private final Prompts prompts = new Prompts();
  private final List<Urgency> urgencies;
  private final Router router;
  private final List<Submission> submissions = new ArrayList<>();

  RouterPlay(Scenario scenario, Without without) {
    this.scenario = scenario;
    this.without = without;
    this.ledger = new Ledger(scenario);
    this.urgencies = scenario.classes().stream().map(c -> without.of(urgencyOf(c.name()))).toList();
    this.router = settings().build();
  }

  private static Urgency urgencyOf(String name) {
    return Urgency.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private RouterBuilder settings() {
    Map<String, Integer> lanes = new LinkedHashMap<>();
    Set<String> accounts = new LinkedHashSet<>();
    List<String> ids = new ArrayList<>();
    RouterBuilder settings =
        Router.builder()
            .timeSource(time)
            .random(new Random(scenario.seed()))
            .executor(Runnable::run)
            .grace(Duration.ZERO)
            .provider(new SimulatedVendors(ledger, time, lanes, without));
    for (Deployment deployment : scenario.deployments()) {
      lanes.put(deployment.id(), lanes.size());
      String account = SimulatedVendors.ID + "@" + deployment.provider() + "-" + deployment.key();
      if (accounts.add(account)) {
        settings.account(account);
      }
      String id = account + "/" + deployment.id();
      lane(settings, id, deployment);
      ids.add(id);
    }
    return settings.route("default", route -> without.order(route, ids.toArray(String[]::new)));
  }

  private void lane(RouterBuilder settings, String id, Deployment deployment) {
    Deployment.Latency latency = deployment.latency();
    settings.lane(
        id,
        lane ->
            lane.quota(quota -> DeclaredQuota.of(deployment, quota, without))
                .price(deployment.price().promptPerMtok(), deployment.price().completionPerMtok())
                .pace(
                    Duration.ofNanos((long) (latency.ttftMs() * 1e6)),
                    latency.prefillTps(),
                    latency.decodeTps()));
  }

  /** Plays to the end and counts. */
  Figures play() {
    for (Ask ask : scenario.asks()) {
      time.after(Duration.ofMillis(ask.arrivalMs()), () -> hand(ask));
    }
    Duration atMost = Duration.ofMillis(scenario.measureUntilMs() + GOES_ON_FOR_MS);
    time.advanceUntil(() -> ledger.open() == 0, atMost);
    long queued = submissions.stream().filter(RouterPlay::isQueued).count();
    Figures figures = Figures.of(without.named(), ledger, (int) queued);
    router.close();
    return figures;
  }

  Ledger ledger() {
    return ledger;
  }

  private static boolean isQueued(Submission submission) {
    return submission.state() == Submission.State.QUEUED
        || submission.state() == Submission.State.RUNNING;
  }

  private void hand(Ask ask) {
    Urgency urgency = urgencies.get(ask.kind());
    ChatRequest request =
        ChatRequest.builder()
            .user(prompts.weighing(ask.estimate()))
            .maxOutputTokens(ask.load().maxTokens())
            .extra(SimulatedVendors.ID, SimulatedVendors.REQUEST, ask.index())
            .build();
    CallOptions options =
        CallOptions.builder()
            .urgency(urgency)
            .deadline(Duration.ofMillis(without.deadlineMs(ask.deadlineMs() - ask.arrivalMs())))
            .tenant(scenario.tenants().get(ask.tenant()).name())
            .build();
    CompletableFuture<ChatReply> reply;
    if (urgency == Urgency.BATCH) {
      Submission submission = router.submit(request, options);
      submissions.add(submission);
      reply = submission.reply();
    } else {
      reply = router.chatAsync(request, options);
    }
    var unused = reply.whenComplete((answer, thrown) -> ended(ask, thrown));
  }

  private void ended(Ask ask, @Nullable Throwable thrown) {
    Throwable cause = thrown instanceof CompletionException wrapped ? wrapped.getCause() : thrown;
    long now = time.nanos() / 1_000_000;
    if (cause == null) {
      ledger.end(ask, Kind.ANSWERED, now, "");
    } else if (cause instanceof RouterException said) {
      Kind kind =
          said.reason() == RouterException.Reason.DROPPED
              ? Kind.DROPPED
              : isExplained(said) ? Kind.REFUSED : Kind.UNEXPLAINED;
      ledger.end(ask, kind, now, said.reason().name().toLowerCase(Locale.ROOT));
    } else {
      ledger.end(ask, Kind.UNEXPLAINED, now, String.valueOf(cause));
    }
  }

  /** A limit names its pool and a time; anything else names the lanes that were tried. */
  private static boolean isExplained(RouterException said) {
    String words = String.valueOf(said.getMessage());
    return switch (said.reason()) {
      case LIMITED -> words.contains("(pool ") && words.contains(" at ");
      case DEADLINE, UNAVAILABLE -> words.contains(SimulatedVendors.ID + "@");
      default -> !words.isBlank();
    };
  }
}
