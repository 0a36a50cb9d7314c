/**
 * Ollama over its native protocol, local or in its cloud: answers, streams, embeddings and lists of
 * models. Start at {@link dev.laneway.provider.ollama.OllamaFactory}. Words for Ollama alone,
 * {@code keep_alive} or {@code options} for example, go into a request's extras for {@code ollama}.
 */
@NullMarked
package dev.laneway.provider.ollama;

import org.jspecify.annotations.NullMarked;
