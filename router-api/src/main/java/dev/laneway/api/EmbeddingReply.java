package dev.laneway.api;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Vectors, one for each text and in the order of the texts. The arrays are the reply's own: treat
 * them as read-only.
 *
 * @param model the model that made them, in the vendor's words; may be empty
 */
public record EmbeddingReply(List<float[]> vectors, Usage usage, String model, Receipt receipt) {

  /** Copies the list, not the vectors. */
  public EmbeddingReply {
    vectors = List.copyOf(vectors);
    requireNonNull(usage, "usage");
    requireNonNull(model, "model");
    requireNonNull(receipt, "receipt");
  }

  /** Vectors as an adapter returns them. */
  public static EmbeddingReply of(List<float[]> vectors, Usage usage, String model) {
    return new EmbeddingReply(vectors, usage, model, Receipt.EMPTY);
  }

  /** The same vectors with what happened to the request. */
  public EmbeddingReply withReceipt(Receipt what) {
    return new EmbeddingReply(vectors, usage, model, what);
  }

  @Override
  public String toString() {
    return vectors.size() + " vectors, " + usage + ", " + receipt;
  }
}
