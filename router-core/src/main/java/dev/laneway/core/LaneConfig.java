package dev.laneway.core;

import dev.laneway.api.Capability;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One lane of a configuration. A text in its place is its id.
 *
 * @param id {@code provider[@account]/model}
 * @param quota what the vendor allows on this lane alone
 * @param pools names of the shared pools that it draws on
 * @param weight share on weighted routes
 * @param price dollars for a million tokens, in place of the built-in price
 * @param free whether calls cost nothing
 * @param contextWindow most tokens of a prompt
 * @param maxConcurrency most calls under way at the same time
 * @param capabilities what the model can do, in place of what its provider can
 * @param pace how fast the lane is believed to be, until its own answers tell
 */
public record LaneConfig(
    String id,
    @Nullable QuotaConfig quota,
    List<String> pools,
    @Nullable Integer weight,
    @Nullable Price price,
    @Nullable Boolean free,
    @Nullable Long contextWindow,
    @Nullable Integer maxConcurrency,
    List<Capability> capabilities,
    @Nullable Pace pace) {

  /**
   * Dollars for a million tokens.
   *
   * @param input of a prompt
   * @param output of an answer
   */
  public record Price(BigDecimal input, BigDecimal output) {

    /** Checks that both are there. */
    public Price {
      Config.required(input, "price.input");
      Config.required(output, "price.output");
    }
  }

  /**
   * How fast a lane is believed to be.
   *
   * @param start until the first content
   * @param inputPerSecond tokens of a prompt read in a second
   * @param outputPerSecond tokens of an answer written in a second
   */
  public record Pace(Duration start, Double inputPerSecond, Double outputPerSecond) {

    /** Checks that all are there. */
    public Pace {
      Config.required(start, "pace.start");
      Config.required(inputPerSecond, "pace.input-per-second");
      Config.required(outputPerSecond, "pace.output-per-second");
    }
  }

  /** Checks that there is an id. */
  public LaneConfig {
    Config.required(id, "id of a lane");
    pools = Config.copied(pools);
    capabilities = Config.copied(capabilities);
  }

  /** A lane without settings of its own. */
  public static LaneConfig of(String id) {
    return new LaneConfig(id, null, List.of(), null, null, null, null, null, List.of(), null);
  }

  void applyTo(LaneSettings lane) {
    if (price != null && Boolean.TRUE.equals(free)) {
      throw new IllegalArgumentException("free and price must not be told both");
    }
    Config.ifTold(quota, told -> lane.quota(told::applyTo));
    pools.forEach(lane::pool);
    Config.ifTold(weight, lane::weight);
    Config.ifTold(price, told -> lane.price(told.input(), told.output()));
    Config.ifTrue(free, lane::free);
    Config.ifTold(contextWindow, lane::contextWindow);
    Config.ifTold(maxConcurrency, lane::maxConcurrency);
    if (!capabilities.isEmpty()) {
      lane.capabilities(capabilities.get(0), capabilities.toArray(new Capability[0]));
    }
    Config.ifTold(
        pace, told -> lane.pace(told.start(), told.inputPerSecond(), told.outputPerSecond()));
  }
}
