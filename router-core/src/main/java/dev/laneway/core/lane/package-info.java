/**
 * What is known of one lane besides its quotas: whether it is well, how fast it is, and whether its
 * account is open. Guarded by the scheduler's lock.
 */
@NullMarked
package dev.laneway.core.lane;

import org.jspecify.annotations.NullMarked;
