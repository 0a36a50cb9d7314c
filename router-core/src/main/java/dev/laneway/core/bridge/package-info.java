/**
 * For those who put the router behind another library's chat interface: how its model names, its
 * turns and its messages become ours and back. Start at {@link dev.laneway.core.bridge.Turn}.
 */
@NullMarked
package dev.laneway.core.bridge;

import org.jspecify.annotations.NullMarked;
