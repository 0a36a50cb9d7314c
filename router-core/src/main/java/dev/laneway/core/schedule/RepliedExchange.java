package dev.laneway.core.schedule;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Money;
import dev.laneway.api.Receipt;
import dev.laneway.api.Usage;
import dev.laneway.core.event.RequestObserver;
import dev.laneway.core.quota.Demand;
import java.util.Optional;

/** Asks for a reply to a chat, whole or in pieces. */
interface RepliedExchange extends Exchange<ChatReply> {

  /** What the caller asked. */
  ChatRequest request();

  @Override
  default RequestObserver.Request describe(String route, CallOptions options) {
    return new RequestObserver.Request(
        route, options, Optional.of(request()), Optional.empty(), isStreamed());
  }

  @Override
  default String modelOf(ChatReply answer) {
    return answer.model();
  }

  @Override
  default Optional<ChatReply> chatReply(ChatReply answer) {
    return Optional.of(answer);
  }

  @Override
  default Usage usageOf(ChatReply answer) {
    return answer.usage();
  }

  @Override
  default ChatReply estimated(ChatReply answer, Demand demand) {
    long output = TokenEstimate.of(answer.message());
    return answer.toBuilder().usage(new Usage(demand.inputTokens(), output, 0, 0, true)).build();
  }

  @Override
  default Optional<Money> vendorCostOf(ChatReply answer) {
    return answer.vendorCost();
  }

  @Override
  default ChatReply withReceipt(ChatReply answer, Receipt receipt) {
    return answer.toBuilder().receipt(receipt).build();
  }
}
