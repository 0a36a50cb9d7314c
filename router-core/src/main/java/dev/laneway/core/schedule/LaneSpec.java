package dev.laneway.core.schedule;

import dev.laneway.api.Capability;
import dev.laneway.api.LaneId;
import dev.laneway.core.budget.Price;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is configured of a lane.
 *
 * @param price empty when unknown
 * @param contextWindow the most tokens of prompt and answer together, where known
 */
public record LaneSpec(
    LaneId id,
    int weight,
    boolean free,
    Optional<Price> price,
    OptionalLong contextWindow,
    Set<Capability> capabilities) {

  /** Copies the capabilities. */
  public LaneSpec {
    capabilities = Set.copyOf(capabilities);
  }
}
