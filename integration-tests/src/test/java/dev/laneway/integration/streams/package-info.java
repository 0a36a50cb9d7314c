/** Streams through the whole router and the real adapters, from vendors that break off. */
@NullMarked
package dev.laneway.integration.streams;

import org.jspecify.annotations.NullMarked;
