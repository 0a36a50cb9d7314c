package dev.laneway.api.spi.store;

/**
 * So much of an allowance for one call.
 *
 * @param id names what is taken, the same for all claims of a call
 */
public record Claim(Allowance allowance, String id, long amount) {}
