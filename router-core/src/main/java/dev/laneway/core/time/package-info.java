/**
 * Moments and calendars for the rest of the machine. Clocks themselves are read in {@code
 * dev.laneway.api.time} and nowhere else.
 */
@NullMarked
package dev.laneway.core.time;

import org.jspecify.annotations.NullMarked;
