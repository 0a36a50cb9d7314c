/**
 * Allowances that vendors enforce: pools of limits, counted as the vendor counts. Start at {@link
 * dev.laneway.core.quota.Pool}. Nothing here waits, and nothing here is safe for use by many
 * threads: the scheduler guards all of it with one short lock.
 */
@NullMarked
package dev.laneway.core.quota;

import org.jspecify.annotations.NullMarked;
