/**
 * Answers that are already there. Start at {@link dev.laneway.core.cache.ReplyCache}: exact,
 * bounded by bytes, one flight for identical calls. Safe for use by many threads.
 */
@NullMarked
package dev.laneway.core.cache;

import org.jspecify.annotations.NullMarked;
