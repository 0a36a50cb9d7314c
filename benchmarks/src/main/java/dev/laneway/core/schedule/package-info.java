/** A door into the machine's package for the benchmarks. */
@NullMarked
package dev.laneway.core.schedule;

import org.jspecify.annotations.NullMarked;
