/** Groq, on top of the OpenAI-compatible adapter. */
@NullMarked
package dev.laneway.provider.groq;

import org.jspecify.annotations.NullMarked;
