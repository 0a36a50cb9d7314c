/**
 * The router behind Spring AI's interfaces. Start at {@link dev.laneway.spring.ai.RouterChatModel}.
 */
@NullMarked
package dev.laneway.spring.ai;

import org.jspecify.annotations.NullMarked;
