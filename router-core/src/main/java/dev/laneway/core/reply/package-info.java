/**
 * Whether a reply has the form that a route demands. Start at {@link
 * dev.laneway.core.reply.ReplySchema}.
 */
@NullMarked
package dev.laneway.core.reply;

import org.jspecify.annotations.NullMarked;
