package dev.laneway.langchain4j;

import static java.util.Objects.requireNonNull;

import dev.laneway.api.EmbeddingReply;
import dev.laneway.api.EmbeddingRequest;
import dev.laneway.api.RouterException;
import dev.laneway.core.Router;
import dev.laneway.core.bridge.Turn;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import java.util.List;

/** The router as LangChain4j's embedding model. All vectors come from one model. */
public final class RouterEmbeddingModel implements EmbeddingModel {

  private final Router router;
  private final String model;
  private volatile int seen;

  private RouterEmbeddingModel(Router router, String model, int dimension) {
    this.router = requireNonNull(router, "router");
    this.model = requireNonNull(model, "model");
    this.seen = dimension;
  }

  /** A model on the lanes that make vectors. */
  public static RouterEmbeddingModel of(Router router) {
    return new RouterEmbeddingModel(router, "", 0);
  }

  /**
   * A model on a route or a lane.
   *
   * @param dimension how long its vectors are, as stores ask before the first call
   */
  public static RouterEmbeddingModel of(Router router, String model, int dimension) {
    if (dimension < 1) {
      throw new IllegalArgumentException("dimension must be positive, was " + dimension);
    }
    return new RouterEmbeddingModel(router, model, dimension);
  }

  @Override
  public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
    if (segments.isEmpty()) {
      return Response.from(List.of()); // as its own models do: an ingestor may have nothing
    }
    try {
      EmbeddingReply reply =
          router.embed(
              EmbeddingRequest.of(segments.stream().map(TextSegment::text).toList()),
              Turn.vectorOptions(router, router.defaults(), model));
      List<Embedding> vectors = reply.vectors().stream().map(Embedding::from).toList();
      seen = vectors.get(0).dimension();
      return Response.from(vectors, Answers.usage(reply.usage()));
    } catch (RouterException failed) {
      throw Failures.theirs(failed);
    }
  }

  /** What was told, or the length of the latest vector; spends no call to find out. */
  @Override
  public int dimension() {
    if (seen == 0) {
      throw new IllegalStateException(
          "dimension of the embedding model must be told before its first call");
    }
    return seen;
  }

  @Override
  public String modelName() {
    return model;
  }
}
