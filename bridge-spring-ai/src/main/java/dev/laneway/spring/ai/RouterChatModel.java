package dev.laneway.spring.ai;

import static java.util.Objects.requireNonNull;

import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatStream;
import dev.laneway.api.RouterException;
import dev.laneway.core.Router;
import org.reactivestreams.Publisher;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * The router as Spring AI's chat model. It returns tool calls and runs none: {@code ChatClient}
 * does, and all calls of a turn stay on one lane. Errors are {@link RouterException}s. It makes no
 * observations: those of the router are in the starter.
 */
public final class RouterChatModel implements ChatModel {

  private final Router router;
  private final RouterChatOptions options;

  private RouterChatModel(Router router, RouterChatOptions options) {
    this.router = requireNonNull(router, "router");
    this.options = requireNonNull(options, "options");
  }

  /** A model on the router's default route; closing the router is left to its owner. */
  public static RouterChatModel of(Router router) {
    return of(router, RouterChatOptions.builder().build());
  }

  /** A model with options for calls that say nothing themselves. */
  public static RouterChatModel of(Router router, RouterChatOptions options) {
    return new RouterChatModel(router, options);
  }

  @Override
  public RouterChatOptions getOptions() {
    return options;
  }

  @Override
  public ChatResponse call(Prompt prompt) {
    Question question = Question.of(prompt, options, router);
    return Answers.whole(router.chat(question.request(), question.options()), question.turn());
  }

  /** Asks on each subscription; cancelling closes the exchange with the vendor. */
  @Override
  public Flux<ChatResponse> stream(Prompt prompt) {
    Flux<ChatResponse> pieces = Flux.defer(() -> asked(prompt));
    // a route that a small model picks has to be waited for, which an event loop must not do
    return Flux.defer(
        () ->
            Schedulers.isInNonBlockingThread()
                ? pieces.subscribeOn(Schedulers.boundedElastic())
                : pieces);
  }

  private Publisher<ChatResponse> asked(Prompt prompt) {
    Question question = Question.of(prompt, options, router);
    ChatStream stream = router.stream(question.request(), question.options());
    return JdkFlowAdapter.flowPublisherToFlux(stream.publisher())
        .<ChatResponse>handle(
            (ChatEvent event, reactor.core.publisher.SynchronousSink<ChatResponse> sink) ->
                Answers.piece(event, question.turn()).ifPresent(sink::next))
        .doFinally(ended -> stream.close());
  }
}
