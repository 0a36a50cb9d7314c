/**
 * What the router costs: pairs of runs beside the bare JDK client, growth over three decades, and
 * the table of goals. Start at {@link dev.laneway.benchmarks.speed.Speed}.
 */
@NullMarked
package dev.laneway.benchmarks.speed;

import org.jspecify.annotations.NullMarked;
