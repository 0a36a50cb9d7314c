package dev.laneway.core.schedule;

import dev.laneway.api.Capability;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Usage;
import dev.laneway.core.quota.Demand;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a chat would use and cost on a lane, by our own count or by its vendor's. */
final class Estimate {

  private static final Logger log = LoggerFactory.getLogger(Estimate.class);

  private Estimate() {}

  static Estimated on(LaneState lane, Demand demand, boolean counted) {
    return new Estimated(
        lane.id(),
        counted,
        demand.inputTokens(),
        demand.expectedOutputTokens(),
        demand.maxOutputTokens(),
        lane.costOf(Usage.of(demand.inputTokens(), demand.expectedOutputTokens())),
        lane.costOf(Usage.of(demand.inputTokens(), demand.maxOutputTokens())));
  }

  static CompletableFuture<List<Estimated>> counted(
      Machine machine, List<LaneState> lanes, ChatRequest request, Demand demand) {
    List<CompletableFuture<Estimated>> all =
        lanes.stream().map(lane -> counted(machine, lane, request, demand)).toList();
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .thenApply(done -> all.stream().map(CompletableFuture::join).toList());
  }

  private static CompletableFuture<Estimated> counted(
      Machine machine, LaneState lane, ChatRequest request, Demand demand) {
    Demand ours = lane.demandHere(demand);
    if (!lane.spec().capabilities().contains(Capability.COUNT_TOKENS)) {
      return CompletableFuture.completedFuture(on(lane, ours, false));
    }
    return count(machine, lane, request)
        .handle(
            (tokens, thrown) -> {
              if (thrown != null) {
                log.info("Lane {} did not count: {}", lane, Failures.of(thrown).detail());
                return on(lane, ours, false);
              }
              long output = ours.expectedOutputTokens();
              return on(lane, new Demand(tokens, output, ours.maxOutputTokens()), true);
            });
  }

  private static CompletableFuture<Long> count(
      Machine machine, LaneState lane, ChatRequest request) {
    try {
      return Asking.ended(
          lane.provider().countTokens(request, new Asking(lane, readings -> {})), machine);
    } catch (RuntimeException | Error broken) {
      return CompletableFuture.failedFuture(broken);
    }
  }
}
