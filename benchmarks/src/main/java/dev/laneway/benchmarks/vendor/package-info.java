/**
 * The vendors' side, in whole milliseconds and whole tokens: what they count, when they say no, how
 * long they take. Start at {@link dev.laneway.benchmarks.vendor.Vendor}. The rules are those of
 * {@code shared/reference/server.py}, and golden logs hold them line by line.
 */
@NullMarked
package dev.laneway.benchmarks.vendor;

import org.jspecify.annotations.NullMarked;
