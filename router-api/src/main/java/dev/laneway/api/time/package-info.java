/**
 * The only place where clocks are read and the only way to wait. Everything else is handed a {@link
 * dev.laneway.api.time.TimeSource}, so that a test owns all of time.
 */
@NullMarked
package dev.laneway.api.time;

import org.jspecify.annotations.NullMarked;
