package dev.laneway.langchain4j;

import static java.util.Objects.requireNonNull;

import dev.laneway.api.CallOptions;
import dev.laneway.api.RouterException;
import dev.laneway.core.Router;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.Set;
import java.util.concurrent.Flow;

/**
 * The router as LangChain4j's streaming chat model; otherwise like {@link RouterChatModel}. Nothing
 * is shown before a lane has begun to answer, so that a lane which fails before is never noticed.
 */
public final class RouterStreamingChatModel implements StreamingChatModel {

  private final Wiring wiring;

  private RouterStreamingChatModel(Wiring wiring) {
    this.wiring = wiring;
  }

  /** A model on the router's default route; closing the router is left to its owner. */
  public static RouterStreamingChatModel of(Router router) {
    return new RouterStreamingChatModel(Wiring.to(router));
  }

  /**
   * A model with its own treatment of calls, and parameters for requests that say nothing
   * themselves.
   */
  public static RouterStreamingChatModel of(
      Router router, CallOptions options, ChatRequestParameters parameters) {
    return new RouterStreamingChatModel(
        new Wiring(router, requireNonNull(options, "options"), parameters));
  }

  /** The handler is called on the router's executor, one call at a time. */
  @Override
  public void doChat(ChatRequest theirs, StreamingChatResponseHandler handler) {
    try {
      Question question = wiring.question(theirs);
      wiring.router().stream(question.request(), question.options())
          .publisher()
          .subscribe(new Telling(handler, question.turn()));
    } catch (RouterException | LangChain4jException failed) {
      handler.onError(Failures.theirs(failed));
    }
  }

  /** Asks on each subscription, and hands events over as they are asked for; from 1.20 on. */
  @Override
  public Flow.Publisher<ChatModelStreamingEvent> doChat(ChatRequest theirs) {
    return new EventPublisher(wiring, theirs);
  }

  @Override
  public ChatRequestParameters defaultRequestParameters() {
    return wiring.parameters();
  }

  /** Native schemas: the router passes over lanes that cannot answer by one. */
  @Override
  public Set<Capability> supportedCapabilities() {
    return Set.of(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
  }
}
