/** Tests of {@code dev.laneway.benchmarks.speed}. */
@NullMarked
package dev.laneway.benchmarks.speed;

import org.jspecify.annotations.NullMarked;
