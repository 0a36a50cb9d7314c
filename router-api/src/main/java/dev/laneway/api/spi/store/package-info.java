/**
 * What several routers hold in common, or one router keeps over a restart. Start at {@link
 * dev.laneway.api.spi.store.Store}. A store counts, keeps and tells; it decides nothing, and what
 * it keeps are bytes that it cannot read.
 */
@NullMarked
package dev.laneway.api.spi.store;

import org.jspecify.annotations.NullMarked;
