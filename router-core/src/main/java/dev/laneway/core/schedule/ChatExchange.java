package dev.laneway.core.schedule;

import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.spi.CallControl;
import java.util.Optional;
import java.util.function.Function;

/** Asks for a whole answer. */
record ChatExchange(ChatRequest request, Function<ChatReply, Optional<String>> check)
    implements RepliedExchange {

  @Override
  public Sent send(LaneState lane, CallControl control, Outcome<ChatReply> outcome) {
    return Exchange.tell(lane.provider().chat(request, control), outcome);
  }

  @Override
  public Optional<String> objectionTo(ChatReply answer) {
    return check.apply(answer);
  }
}
