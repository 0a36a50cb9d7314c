/**
 * The router behind LangChain4j's interfaces. Start at {@link
 * dev.laneway.langchain4j.RouterChatModel}; streams are {@link
 * dev.laneway.langchain4j.RouterStreamingChatModel}, as one class cannot be both.
 */
@NullMarked
package dev.laneway.langchain4j;

import org.jspecify.annotations.NullMarked;
