/**
 * Mixed load with faults for a long time, and the books at its end. Start at {@link
 * dev.laneway.benchmarks.soak.Soak}.
 */
@NullMarked
package dev.laneway.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
