/**
 * The production router on a scenario, in virtual time, beside the field's policies and the bound.
 * Start at {@link dev.laneway.benchmarks.effectiveness.Effectiveness}.
 */
@NullMarked
package dev.laneway.benchmarks.effectiveness;

import org.jspecify.annotations.NullMarked;
