/** The vendors' side against its golden logs. */
@NullMarked
package dev.laneway.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
