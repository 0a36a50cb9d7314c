package dev.laneway.core;

import dev.laneway.api.LaneId;
import dev.laneway.api.Money;
import dev.laneway.core.schedule.Estimated;
import java.util.Optional;

/**
 * What a request would use and cost on one lane.
 *
 * @param counted whether the vendor counted the prompt's tokens itself
 * @param inputTokens tokens of the prompt, in the lane's own count as far as its answers taught it
 * @param expectedOutputTokens tokens of the answer, by what answers of the route were lately
 * @param maxOutputTokens the most tokens of the answer
 * @param expectedCost what it would probably cost; empty when the price is unknown
 * @param maxCost what it would cost at most; empty when the price is unknown
 */
public record LaneEstimate(
    LaneId lane,
    boolean counted,
    long inputTokens,
    long expectedOutputTokens,
    long maxOutputTokens,
    Optional<Money> expectedCost,
    Optional<Money> maxCost) {

  static LaneEstimate of(Estimated on) {
    return new LaneEstimate(
        on.lane(),
        on.counted(),
        on.inputTokens(),
        on.expectedOutputTokens(),
        on.maxOutputTokens(),
        on.expectedCost(),
        on.maxCost());
  }
}
