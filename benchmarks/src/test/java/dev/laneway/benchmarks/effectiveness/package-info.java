/** The benchmark as a whole: what it plays, and that it plays alike each time. */
@NullMarked
package dev.laneway.benchmarks.effectiveness;

import org.jspecify.annotations.NullMarked;
