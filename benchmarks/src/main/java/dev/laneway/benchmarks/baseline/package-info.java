/**
 * What the field does: common practice and other products' policies, told again from their
 * documented behaviour. Start at {@link dev.laneway.benchmarks.baseline.Baselines}.
 */
@NullMarked
package dev.laneway.benchmarks.baseline;

import org.jspecify.annotations.NullMarked;
