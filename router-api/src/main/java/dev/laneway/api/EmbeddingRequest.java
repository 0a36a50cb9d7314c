package dev.laneway.api;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Texts to be turned into vectors, all by one model: vectors of two models do not mix.
 *
 * @param dimensions how long the vectors shall be, where a model offers a choice
 * @param extras what only the named vendor is sent
 */
public record EmbeddingRequest(
    List<String> texts, OptionalInt dimensions, Map<String, Map<String, Object>> extras) {

  /** Checks that there are texts. */
  public EmbeddingRequest {
    texts = List.copyOf(texts);
    requireNonNull(dimensions, "dimensions");
    extras = Map.copyOf(extras);
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("texts of an embedding request must not be empty");
    }
    if (dimensions.isPresent() && dimensions.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "dimensions must be positive, was " + dimensions.getAsInt());
    }
  }

  /** These texts. */
  public static EmbeddingRequest of(String... texts) {
    return of(List.of(texts));
  }

  /** These texts. */
  public static EmbeddingRequest of(List<String> texts) {
    return new EmbeddingRequest(texts, OptionalInt.empty(), Map.of());
  }

  /** The same texts with vectors of this length. */
  public EmbeddingRequest withDimensions(int length) {
    return new EmbeddingRequest(texts, OptionalInt.of(length), extras);
  }

  /** The same request for other texts: a batch is split this way. */
  public EmbeddingRequest withTexts(List<String> others) {
    return new EmbeddingRequest(others, dimensions, extras);
  }

  /** What only the named vendor is sent: its words to values. */
  public Map<String, Object> extras(String vendor) {
    return extras.getOrDefault(vendor, Map.of());
  }

  @Override
  public String toString() {
    return "embedding of " + texts.size() + " texts";
  }
}
