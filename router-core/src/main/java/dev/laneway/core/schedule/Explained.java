package dev.laneway.core.schedule;

import dev.laneway.api.LaneId;
import dev.laneway.api.Money;
import java.time.Duration;
import java.util.Optional;

/**
 * What would happen to a call on one lane now.
 *
 * @param rank from 0 for the first that would be tried; empty when the lane cannot take the call
 * @param readyIn until it would get a permit; empty when nobody can tell or never
 * @param because what keeps it; empty when nothing does
 */
public record Explained(
    LaneId lane,
    Optional<Integer> rank,
    Optional<Duration> readyIn,
    String because,
    Optional<Money> estimate) {}
