/**
 * Ways to put the lanes of a route in order. Start at {@link
 * dev.laneway.core.strategy.RoutingStrategy}; writing one's own takes one method.
 */
@NullMarked
package dev.laneway.core.strategy;

import org.jspecify.annotations.NullMarked;
