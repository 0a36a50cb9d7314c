/**
 * Requests and replies as bytes, for stores: versioned, compressed, and encrypted where the
 * application gave a key. Start at {@link dev.laneway.core.codec.Codec}.
 */
@NullMarked
package dev.laneway.core.codec;

import org.jspecify.annotations.NullMarked;
