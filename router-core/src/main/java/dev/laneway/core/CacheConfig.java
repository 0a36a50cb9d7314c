package dev.laneway.core;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The cache, in a configuration.
 *
 * @param timeToLive how long a stored answer is fresh; ten minutes unless told
 * @param maximumBytes about how much is kept, such as 64MB; 64MB unless told
 * @param tenantsShare whether one tenant may get answers that were made for another
 */
public record CacheConfig(
    @Nullable Duration timeToLive, @Nullable String maximumBytes, @Nullable Boolean tenantsShare) {

  void applyTo(CacheSettings cache) {
    Config.ifTold(timeToLive, cache::timeToLive);
    Config.ifTold(
        maximumBytes, text -> cache.maximumBytes(Amounts.bytes("cache.maximum-bytes", text)));
    Config.ifTrue(tenantsShare, cache::tenantsShare);
  }
}
