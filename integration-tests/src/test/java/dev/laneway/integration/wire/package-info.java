/**
 * Recordings of live vendors, played to the adapters over real sockets. The recordings are other
 * people's data and stay where they are, beside the checkout; start at {@link
 * dev.laneway.integration.wire.WireFile}.
 */
@NullMarked
package dev.laneway.integration.wire;

import org.jspecify.annotations.NullMarked;
