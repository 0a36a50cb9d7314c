package dev.laneway.api.spi.store;

/**
 * An item of work.
 *
 * @param id names it; a second item with the same id is not kept
 * @param turn whose turn it is: items of a lower turn go first
 */
@SuppressWarnings("ArrayRecordComponent")
public record WorkItem(String id, byte[] content, int turn) {}
