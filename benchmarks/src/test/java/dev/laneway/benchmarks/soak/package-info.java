/** Tests of {@code dev.laneway.benchmarks.soak}. */
@NullMarked
package dev.laneway.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
