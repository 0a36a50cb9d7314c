/**
 * What a router tells programs while it works. Start at {@link
 * dev.laneway.core.event.RouterListener}.
 */
@NullMarked
package dev.laneway.core.event;

import org.jspecify.annotations.NullMarked;
