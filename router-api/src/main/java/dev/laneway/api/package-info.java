/**
 * What everyone exchanges: requests, replies, events, failures and receipts. Start at {@link
 * dev.laneway.api.ChatRequest} and {@link dev.laneway.api.ChatReply}. All types are immutable and
 * safe for use by many threads; none of them prints a prompt, a reply or a key.
 */
@NullMarked
package dev.laneway.api;

import org.jspecify.annotations.NullMarked;
