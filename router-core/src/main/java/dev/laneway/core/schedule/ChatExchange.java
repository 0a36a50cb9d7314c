package dev.laneway.core.schedule;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Money;
import dev.laneway.api.Receipt;
import dev.laneway.api.Usage;
import dev.laneway.api.spi.CallControl;
import dev.laneway.core.event.RequestObserver;
import java.util.Optional;
import java.util.function.Function;

/** Asks for a whole answer. */
final class ChatExchange implements Exchange<ChatReply> {

  private final ChatRequest request;
  private final Function<ChatReply, Optional<String>> check;

  ChatExchange(ChatRequest request, Function<ChatReply, Optional<String>> check) {
    this.request = request;
    this.check = check;
  }

  @Override
  public Sent send(LaneState lane, CallControl control, Outcome<ChatReply> outcome) {
    return Exchange.tell(lane.provider().chat(request, control), outcome);
  }

  @Override
  public RequestObserver.Request describe(String route, CallOptions options) {
    return new RequestObserver.Request(
        route, options, Optional.of(request), Optional.empty(), false);
  }

  @Override
  public String modelOf(ChatReply answer) {
    return answer.model();
  }

  @Override
  public Optional<ChatReply> chatReply(ChatReply answer) {
    return Optional.of(answer);
  }

  @Override
  public Usage usageOf(ChatReply answer) {
    return answer.usage();
  }

  @Override
  public Optional<Money> vendorCostOf(ChatReply answer) {
    return answer.vendorCost();
  }

  @Override
  public ChatReply withReceipt(ChatReply answer, Receipt receipt) {
    return answer.toBuilder().receipt(receipt).build();
  }

  @Override
  public Optional<String> objectionTo(ChatReply answer) {
    return check.apply(answer);
  }
}
