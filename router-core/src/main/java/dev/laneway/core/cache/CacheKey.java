package dev.laneway.core.cache;

import dev.laneway.api.ChatRequest;

/**
 * Everything that may change an answer: the whole request, which lanes may serve it, and for whom.
 *
 * @param choice the route, or the one lane that the call is pinned to
 * @param tenant empty when tenants share
 */
public record CacheKey(ChatRequest request, String choice, String tenant) {}
