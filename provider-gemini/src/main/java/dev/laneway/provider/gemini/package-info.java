/**
 * Google Gemini over its native protocol, version v1beta: answers, streams, embeddings, token
 * counts and lists of models. Start at {@link dev.laneway.provider.gemini.GeminiFactory}. Words for
 * Gemini alone, {@code safetySettings} for example, go into a request's extras for {@code gemini}.
 */
@NullMarked
package dev.laneway.provider.gemini;

import org.jspecify.annotations.NullMarked;
