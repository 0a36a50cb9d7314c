/**
 * A scenario being played: what was sent to which vendor, and how each request ended. Start at
 * {@link dev.laneway.benchmarks.play.Ledger}.
 */
@NullMarked
package dev.laneway.benchmarks.play;

import org.jspecify.annotations.NullMarked;
