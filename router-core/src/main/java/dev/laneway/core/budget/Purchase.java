package dev.laneway.core.budget;

import dev.laneway.api.LaneId;
import java.util.Map;

/**
 * A call that is about to cost something.
 *
 * @param fallback whether another lane than the first choice is to serve it
 */
public record Purchase(
    LaneId lane, String route, String tenant, Map<String, String> tags, boolean fallback) {}
