package dev.laneway.spring.ai;

import static java.util.Objects.requireNonNull;

import dev.laneway.api.EmbeddingReply;
import dev.laneway.core.Router;
import dev.laneway.core.bridge.Turn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingOptions;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.embedding.EmbeddingResponseMetadata;

/** The router as Spring AI's embedding model. All vectors come from one model. */
public final class RouterEmbeddingModel implements EmbeddingModel {

  private final Router router;
  private final EmbeddingOptions options;
  private volatile int seen;

  private RouterEmbeddingModel(Router router, EmbeddingOptions options) {
    this.router = requireNonNull(router, "router");
    this.options = requireNonNull(options, "options");
  }

  /** A model on the lanes that make vectors. */
  public static RouterEmbeddingModel of(Router router) {
    return of(router, EmbeddingOptions.builder().build());
  }

  /**
   * A model with options for calls that say nothing themselves: a route's or a lane's name as the
   * model, and the length of the vectors.
   */
  public static RouterEmbeddingModel of(Router router, EmbeddingOptions options) {
    return new RouterEmbeddingModel(router, options);
  }

  @Override
  public EmbeddingResponse call(EmbeddingRequest theirs) {
    EmbeddingOptions told = theirs.getOptions();
    String model = told == null || told.getModel() == null ? options.getModel() : told.getModel();
    Integer length =
        told == null || told.getDimensions() == null
            ? options.getDimensions()
            : told.getDimensions();
    EmbeddingReply reply =
        router.embed(
            request(theirs.getInstructions(), length),
            Turn.vectorOptions(router, router.defaults(), model == null ? "" : model));
    List<Embedding> vectors = new ArrayList<>();
    for (float[] vector : reply.vectors()) {
      vectors.add(new Embedding(vector, vectors.size()));
      seen = vector.length;
    }
    return new EmbeddingResponse(
        vectors, new EmbeddingResponseMetadata(reply.model(), Answers.usage(reply.usage())));
  }

  private static dev.laneway.api.EmbeddingRequest request(
      List<String> texts, @Nullable Integer length) {
    dev.laneway.api.EmbeddingRequest request = dev.laneway.api.EmbeddingRequest.of(texts);
    return length == null ? request : request.withDimensions(length);
  }

  @Override
  public float[] embed(Document document) {
    return embed(requireNonNull(getEmbeddingContent(document), "text of the document"));
  }

  /** What the options say, or the length of the latest vector; spends no call to find out. */
  @Override
  public int dimensions() {
    Integer told = options.getDimensions();
    if (told != null) {
      return told;
    }
    if (seen == 0) {
      throw new IllegalStateException(
          "dimensions of the embedding model must be told before its first call:"
              + " laneway.spring-ai.embedding.dimensions, or EmbeddingOptions");
    }
    return seen;
  }
}
