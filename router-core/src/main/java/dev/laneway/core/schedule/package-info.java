/**
 * Who runs, who waits and who is refused. {@link dev.laneway.core.schedule.Journey} shows one
 * request's way from the call to its end; {@link dev.laneway.core.schedule.Scheduler} gives the
 * permits, under the one lock that guards everything below it.
 */
@NullMarked
package dev.laneway.core.schedule;

import org.jspecify.annotations.NullMarked;
