package dev.laneway.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One route of a configuration.
 *
 * @param strategy order of its lanes: a built-in one, or one that the builder was given by name
 * @param lanes ids of its lanes
 * @param houseStyle system preface that every lane gets
 * @param check JSON schema that each reply must fit
 * @param refusedGoesOn whether the next lane is asked when a vendor refuses the content
 * @param downgrade ids of cheaper lanes for optional calls that would be dropped
 */
public record RouteConfig(
    @Nullable String strategy,
    List<String> lanes,
    @Nullable String houseStyle,
    @Nullable String check,
    @Nullable Boolean refusedGoesOn,
    List<String> downgrade) {

  /** Copies. */
  public RouteConfig {
    lanes = Config.copied(lanes);
    downgrade = Config.copied(downgrade);
  }

  void applyTo(RouteSettings route) {
    route.lanes(lanes);
    Config.ifTold(strategy, route::strategyNamed);
    Config.ifTold(houseStyle, route::houseStyle);
    Config.ifTold(check, schema -> route.check(schema));
    Config.ifTrue(refusedGoesOn, route::refusedGoesOn);
    route.downgrade(downgrade.toArray(String[]::new));
  }
}
