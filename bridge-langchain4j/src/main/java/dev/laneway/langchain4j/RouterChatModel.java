package dev.laneway.langchain4j;

import static java.util.Objects.requireNonNull;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.RouterException;
import dev.laneway.core.Router;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The router as LangChain4j's chat model. The model name of a request is the name of a route or
 * else of a lane. Errors are of LangChain4j's family, with the {@link RouterException} as cause.
 */
public final class RouterChatModel implements ChatModel {

  private final Wiring wiring;

  private RouterChatModel(Wiring wiring) {
    this.wiring = wiring;
  }

  /** A model on the router's default route; closing the router is left to its owner. */
  public static RouterChatModel of(Router router) {
    return new RouterChatModel(Wiring.to(router));
  }

  /**
   * A model with its own treatment of calls, and parameters for requests that say nothing
   * themselves.
   */
  public static RouterChatModel of(
      Router router, CallOptions options, ChatRequestParameters parameters) {
    return new RouterChatModel(new Wiring(router, requireNonNull(options, "options"), parameters));
  }

  @Override
  public ChatResponse doChat(ChatRequest theirs) {
    Question question = wiring.question(theirs);
    try {
      ChatReply reply = wiring.router().chat(question.request(), question.options());
      return Answers.whole(reply, question.turn());
    } catch (RouterException failed) {
      throw Failures.theirs(failed);
    }
  }

  /** Blocks nobody; called by LangChain4j from 1.20 on. Cancelling cancels the call. */
  @Override
  public CompletableFuture<ChatResponse> doChatAsync(ChatRequest theirs) {
    try {
      Question question = wiring.question(theirs);
      return Following.of(
          wiring.router().chatAsync(question.request(), question.options()),
          reply -> Answers.whole(reply, question.turn()));
    } catch (RouterException | LangChain4jException refused) {
      return CompletableFuture.failedFuture(Failures.theirs(refused));
    }
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
