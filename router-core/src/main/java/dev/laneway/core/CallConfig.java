package dev.laneway.core;

import dev.laneway.api.CacheMode;
import dev.laneway.api.CallOptions;
import dev.laneway.api.StreamRecovery;
import dev.laneway.api.Urgency;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How calls are treated that bring no options of their own, in a configuration.
 *
 * @param route route that serves them
 * @param urgency how long they can wait
 * @param deadline from the call to its end
 * @param tenant for whom they are made
 * @param task what sort of work they are, for rules that choose the route
 * @param maxCost dollars that one call may cost at most
 * @param tags words for budgets and listeners
 * @param cache what they want of the cache
 * @param maxStale how old a stored answer may be when every lane is limited
 * @param streamRecovery what happens when a stream breaks after something has been shown
 * @param hedge whether a second lane may be asked when the first is slow
 * @param strict whether a lane that would drop a parameter is passed over
 */
public record CallConfig(
    @Nullable String route,
    @Nullable Urgency urgency,
    @Nullable Duration deadline,
    @Nullable String tenant,
    @Nullable String task,
    @Nullable String maxCost,
    Map<String, String> tags,
    @Nullable CacheMode cache,
    @Nullable Duration maxStale,
    @Nullable StreamRecovery streamRecovery,
    @Nullable Boolean hedge,
    @Nullable Boolean strict) {

  /** Copies. */
  public CallConfig {
    tags = Config.copied(tags);
  }

  CallOptions toOptions() {
    CallOptions.Builder options = CallOptions.builder();
    Config.ifTold(route, options::route);
    Config.ifTold(urgency, options::urgency);
    Config.ifTold(deadline, options::deadline);
    Config.ifTold(tenant, options::tenant);
    Config.ifTold(task, options::task);
    Config.ifTold(maxCost, dollars -> options.maxCost(dollars));
    tags.forEach(options::tag);
    Config.ifTold(cache, options::cache);
    Config.ifTold(maxStale, options::maxStale);
    Config.ifTold(streamRecovery, options::streamRecovery);
    Config.ifTold(hedge, options::hedge);
    Config.ifTold(strict, options::strict);
    return options.build();
  }
}
