package dev.laneway.core.schedule;

import dev.laneway.api.Attempt;
import dev.laneway.api.EmbeddingReply;
import dev.laneway.api.EmbeddingRequest;
import dev.laneway.api.Money;
import dev.laneway.api.Receipt;
import dev.laneway.api.RouterException;
import dev.laneway.api.Usage;
import dev.laneway.core.cache.Unfinished;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Texts that are too many for one call: cut into calls that the lanes can take, sent side by side,
 * and put together again in the order of the texts. When one call fails the others are cancelled.
 */
final class EmbeddingBatches extends CompletableFuture<EmbeddingReply> implements Unfinished {

  /** As many texts as every vendor takes in one call. */
  private static final int MOST_TEXTS = 100;

  private final List<CompletableFuture<EmbeddingReply>> parts;

  private EmbeddingBatches(List<CompletableFuture<EmbeddingReply>> parts) {
    this.parts = parts;
  }

  static CompletableFuture<EmbeddingReply> send(
      EmbeddingRequest request,
      long mostTokens,
      Function<EmbeddingRequest, CompletableFuture<EmbeddingReply>> journey) {
    List<List<String>> batches = split(request.texts(), mostTokens);
    if (batches.size() == 1) {
      return journey.apply(request);
    }
    EmbeddingBatches whole =
        new EmbeddingBatches(
            batches.stream().map(texts -> journey.apply(request.withTexts(texts))).toList());
    whole.join(whole.parts);
    return whole;
  }

  static List<List<String>> split(List<String> texts, long mostTokens) {
    List<List<String>> batches = new ArrayList<>();
    List<String> batch = new ArrayList<>();
    double tokens = 0;
    for (String text : texts) {
      double more = TokenEstimate.of(text);
      if (!batch.isEmpty() && (batch.size() == MOST_TEXTS || tokens + more > mostTokens)) {
        batches.add(batch);
        batch = new ArrayList<>();
        tokens = 0;
      }
      batch.add(text);
      tokens += more;
    }
    batches.add(batch);
    return batches;
  }

  private void join(List<CompletableFuture<EmbeddingReply>> all) {
    for (CompletableFuture<EmbeddingReply> part : all) {
      var unused =
          part.whenComplete(
              (reply, thrown) -> {
                if (thrown != null) {
                  completeExceptionally(withWhatWasDone(thrown, all));
                  all.forEach(other -> other.cancel(true));
                }
              });
    }
    var unused =
        CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0]))
            .thenRun(() -> complete(together(all.stream().map(CompletableFuture::join).toList())));
  }

  /** The error of a part, with what the others had done by then on its receipt. */
  private static Throwable withWhatWasDone(
      Throwable thrown, List<CompletableFuture<EmbeddingReply>> all) {
    if (!(thrown instanceof RouterException error)) {
      return thrown;
    }
    List<Receipt> receipts = new ArrayList<>();
    for (CompletableFuture<EmbeddingReply> part : all) {
      if (part.isDone() && !part.isCompletedExceptionally()) {
        receipts.add(part.join().receipt());
      }
    }
    if (receipts.isEmpty()) {
      return error;
    }
    receipts.add(error.receipt());
    RouterException.Builder whole =
        RouterException.because(error.reason(), String.valueOf(error.getMessage()))
            .receipt(receiptOf(receipts, all.size()).build())
            .cause(error);
    error.retryAt().ifPresent(whole::retryAt);
    error.failure().ifPresent(whole::failure);
    return whole.build();
  }

  private static EmbeddingReply together(List<EmbeddingReply> replies) {
    List<float[]> vectors = new ArrayList<>();
    Usage usage = Usage.NONE;
    for (EmbeddingReply reply : replies) {
      vectors.addAll(reply.vectors());
      usage = usage.plus(reply.usage());
    }
    Receipt.Builder receipt =
        receiptOf(replies.stream().map(EmbeddingReply::receipt).toList(), replies.size());
    for (EmbeddingReply reply : replies) {
      reply.receipt().lane().ifPresent(receipt::lane);
    }
    return new EmbeddingReply(vectors, usage, replies.get(0).model(), receipt.build());
  }

  private static Receipt.Builder receiptOf(List<Receipt> parts, int calls) {
    Receipt.Builder receipt = Receipt.builder().route(parts.get(0).route());
    Duration waited = Duration.ZERO;
    Duration took = Duration.ZERO;
    Optional<Money> cost = Optional.of(Money.ZERO);
    boolean fallback = false;
    for (Receipt part : parts) {
      for (Attempt attempt : part.attempts()) {
        receipt.attempt(attempt);
      }
      part.notes().forEach(receipt::note);
      waited = part.waited().compareTo(waited) > 0 ? part.waited() : waited;
      took = part.took().compareTo(took) > 0 ? part.took() : took;
      cost = cost.flatMap(sum -> part.cost().map(sum::plus));
      fallback |= part.fallback();
    }
    receipt.note("sent in " + calls + " calls");
    return receipt.waited(waited).took(took).cost(cost).fallback(fallback);
  }

  @Override
  public void closed() {
    parts.forEach(Unfinished::close);
  }

  @Override
  public boolean cancel(boolean mayInterrupt) {
    boolean cancelled = super.cancel(mayInterrupt);
    if (cancelled) {
      parts.forEach(part -> part.cancel(true));
    }
    return cancelled;
  }
}
