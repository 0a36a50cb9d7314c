package dev.laneway.api.spi;

import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.EmbeddingReply;
import dev.laneway.api.EmbeddingRequest;
import dev.laneway.api.FailureDetails;
import dev.laneway.api.ModelInfo;
import dev.laneway.api.ProviderFailure;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * One account at a vendor. Translates, and nothing else: never throws, blocks, waits or retries. A
 * future fails with a {@link ProviderException}, and the router decides. Cancelling a future, or a
 * subscription, cancels the exchange down to the socket. All methods may be called by many threads
 * at once; callbacks come on any thread.
 */
public interface Provider extends AutoCloseable {

  /** What the protocol and this adapter can do. Constant. */
  ProviderCapabilities capabilities();

  /** Where calls go and with which key, for those who look for a fault. */
  default Optional<Endpoint> endpoint() {
    return Optional.empty();
  }

  /** Asks for a whole answer. */
  CompletableFuture<ChatReply> chat(ChatRequest request, CallControl control);

  /**
   * Asks for an answer in pieces. Nothing is sent before the one subscriber subscribes. The
   * publisher ends with {@link ChatEvent.Completed} and {@code onComplete}, or with {@code onError}
   * and a {@link ProviderException}; a stream that was cut is an error.
   */
  default Flow.Publisher<ChatEvent> stream(ChatRequest request, CallControl control) {
    return new FailedPublisher(unsupported("streams"));
  }

  /** Turns texts into vectors, in their order. */
  default CompletableFuture<EmbeddingReply> embed(EmbeddingRequest request, CallControl control) {
    return CompletableFuture.failedFuture(unsupported("embeddings"));
  }

  /** Counts the tokens of a prompt without answering it. */
  default CompletableFuture<Long> countTokens(ChatRequest request, CallControl control) {
    return CompletableFuture.failedFuture(unsupported("token counts"));
  }

  /** Lists the models of this account. The control's model means nothing here. */
  default CompletableFuture<List<ModelInfo>> models(CallControl control) {
    return CompletableFuture.failedFuture(unsupported("model lists"));
  }

  /** Cancels what is under way. Closing twice does nothing. */
  @Override
  default void close() {}

  private static ProviderException unsupported(String what) {
    return new ProviderException(
        new ProviderFailure.Rejected(
            FailureDetails.of("this provider has no " + what), "capability"));
  }
}
