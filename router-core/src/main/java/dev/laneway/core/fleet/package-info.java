/**
 * A router among others: asks the store before each call that draws on something shared, keeps to
 * its part while the store is away, and tells the others what they should know. Start at {@link
 * dev.laneway.core.fleet.Fleet}.
 */
@NullMarked
package dev.laneway.core.fleet;

import org.jspecify.annotations.NullMarked;
