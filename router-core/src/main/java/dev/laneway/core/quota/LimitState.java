package dev.laneway.core.quota;

/**
 * How one limit of a pool stands.
 *
 * @param limit the limit in force
 * @param declared as it was configured, or first learned
 * @param learned whether nobody configured it
 * @param wholeInNanos until the allowance is whole again
 */
public record LimitState(
    Limit limit, Limit declared, boolean learned, long available, long wholeInNanos) {}
