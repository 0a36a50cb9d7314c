package dev.laneway.api.spi.store;

/**
 * What this member has taken, told again after the store was away. Telling it twice changes
 * nothing.
 *
 * @param id the id of the claim; for turns empty, the amount is then the member's whole count
 * @param agoMillis how long ago
 */
public record Taken(Allowance allowance, String id, long amount, long agoMillis) {}
