package dev.laneway.core.schedule;

import dev.laneway.api.LaneId;
import dev.laneway.api.Money;
import java.util.Optional;

/** What a request would probably use and cost on one lane, and what it would at most. */
public record Estimated(
    LaneId lane,
    boolean counted,
    long inputTokens,
    long expectedOutputTokens,
    long maxOutputTokens,
    Optional<Money> expectedCost,
    Optional<Money> maxCost) {}
