package dev.laneway.core.schedule;

import dev.laneway.api.CallOptions;
import dev.laneway.api.EmbeddingReply;
import dev.laneway.api.EmbeddingRequest;
import dev.laneway.api.Receipt;
import dev.laneway.api.Usage;
import dev.laneway.api.spi.CallControl;
import dev.laneway.core.event.RequestObserver;
import dev.laneway.core.quota.Demand;
import java.util.Optional;

/** Asks for vectors. */
record EmbedExchange(EmbeddingRequest request) implements Exchange<EmbeddingReply> {

  @Override
  public Sent send(LaneState lane, CallControl control, Outcome<EmbeddingReply> outcome) {
    return Exchange.tell(lane.provider().embed(request, control), outcome);
  }

  @Override
  public RequestObserver.Request describe(String route, CallOptions options) {
    return new RequestObserver.Request(
        route, options, Optional.empty(), Optional.of(request), false);
  }

  @Override
  public String modelOf(EmbeddingReply answer) {
    return answer.model();
  }

  @Override
  public Usage usageOf(EmbeddingReply answer) {
    return answer.usage();
  }

  @Override
  public EmbeddingReply estimated(EmbeddingReply answer, Demand demand) {
    Usage usage = new Usage(demand.inputTokens(), 0, 0, 0, true);
    return EmbeddingReply.of(answer.vectors(), usage, answer.model());
  }

  @Override
  public EmbeddingReply withReceipt(EmbeddingReply answer, Receipt receipt) {
    return answer.withReceipt(receipt);
  }

  @Override
  public Optional<String> objectionTo(EmbeddingReply answer) {
    return answer.vectors().size() == request.texts().size()
        ? Optional.empty()
        : Optional.of(
            "%d vectors came back for %d texts"
                .formatted(answer.vectors().size(), request.texts().size()));
  }
}
