package dev.laneway.api.spi.store;

import dev.laneway.api.time.TimeSource;

/**
 * What a router gives to its store.
 *
 * @param member a name for this router that no other member has
 * @param namespace keeps the fleets apart that share a server
 * @param time the only clock that a store reads and waits by
 * @param listener hears what other members do
 */
public record StoreContext(
    String member, String namespace, TimeSource time, StoreListener listener) {}
