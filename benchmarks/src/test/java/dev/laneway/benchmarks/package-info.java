/** What holds of the benchmark itself. */
@NullMarked
package dev.laneway.benchmarks;

import org.jspecify.annotations.NullMarked;
