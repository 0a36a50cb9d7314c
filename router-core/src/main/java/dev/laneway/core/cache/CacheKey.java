package dev.laneway.core.cache;

import dev.laneway.api.ChatRequest;

/**
 * Everything that may change an answer: the whole request, which lanes may serve it, and for whom.
 *
 * @param choice the route, or the one lane that the call is pinned to, and whether lanes may drop a
 *     parameter
 * @param tenant empty when tenants share
 */
public record CacheKey(ChatRequest request, String choice, String tenant) {

  // by hand: the JDK makes that of a record at first use, for milliseconds of a start
  @Override
  public int hashCode() {
    return 31 * (31 * request.hashCode() + choice.hashCode()) + tenant.hashCode();
  }
}
