package dev.laneway.core;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.ChatStream;
import dev.laneway.api.EmbeddingReply;
import dev.laneway.api.EmbeddingRequest;
import dev.laneway.api.RouterException;
import dev.laneway.api.Submission;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The front door: sends each request down the lane that can serve it now, waits when waiting is
 * right, moves on when it is not, and says afterwards what it did and why. Safe for use by many
 * threads; make one and keep it.
 *
 * <pre>{@code
 * try (Router router = Router.fromEnvironment()) {
 *   System.out.println(router.ask("Write one sentence about API fallback routing."));
 * }
 * }</pre>
 *
 * Blocking methods throw {@link RouterException}; futures fail with it. Cancelling a future,
 * closing a stream or interrupting a waiting thread cancels the HTTP exchange.
 */
public interface Router extends AutoCloseable {

  /**
   * A router over every provider jar that is present and whose key is set in the environment, and
   * over Ollama if it answers on its usual port; each with its default model and its free-tier
   * quotas.
   *
   * @throws IllegalStateException if nothing was found, naming what was looked for
   */
  static Router fromEnvironment() {
    return FromEnvironment.router(System.getenv());
  }

  /**
   * A router by a JSON file, which knows every setting of the builder that is not code. In an
   * account {@code ${NAME}} stands for a variable of the environment.
   *
   * @throws IllegalArgumentException naming every setting that is wrong, its value and the rule
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  static Router fromConfig(Path file) {
    return builder().config(file).build();
  }

  /** A router to configure. */
  static RouterBuilder builder() {
    return new RouterBuilder();
  }

  /** Asks one question on the default route and waits for the text. */
  default String ask(String prompt) {
    return chat(ChatRequest.of(prompt)).text();
  }

  /** Asks with default options and waits. */
  default ChatReply chat(ChatRequest request) {
    return chat(request, CallOptions.DEFAULT);
  }

  /**
   * Asks and waits for the whole reply, at most until the options' deadline, which covers waiting
   * for quota as well. An interrupted thread cancels the call and stays interrupted.
   */
  ChatReply chat(ChatRequest request, CallOptions options);

  /** Asks with default options. */
  default CompletableFuture<ChatReply> chatAsync(ChatRequest request) {
    return chatAsync(request, CallOptions.DEFAULT);
  }

  /**
   * Asks; the future completes on the router's executor. No thread waits in the meantime, however
   * many calls do.
   */
  CompletableFuture<ChatReply> chatAsync(ChatRequest request, CallOptions options);

  /** Asks for the reply in pieces, with default options. */
  default ChatStream stream(ChatRequest request) {
    return stream(request, CallOptions.DEFAULT);
  }

  /** Asks for the reply in pieces. Close the stream, or read it to its end. */
  ChatStream stream(ChatRequest request, CallOptions options);

  /** Turns texts into vectors with default options. */
  default EmbeddingReply embed(EmbeddingRequest request) {
    return embed(request, CallOptions.DEFAULT);
  }

  /** Turns texts into vectors of one model and waits. */
  EmbeddingReply embed(EmbeddingRequest request, CallOptions options);

  /** Turns texts into vectors of one model; the future completes on the router's executor. */
  CompletableFuture<EmbeddingReply> embedAsync(EmbeddingRequest request, CallOptions options);

  /**
   * Hands work over that runs when there is quota for it, and returns at once: a refusal, too,
   * comes with {@link Submission#reply()}. Without a store that keeps work, what has not run is
   * lost when the router closes.
   */
  Submission submit(ChatRequest request, CallOptions options);

  /**
   * Hands work over under a name of yours: work whose name is known already is not run again, and
   * its submission is returned. Without a store that keeps work the name is forgotten with its
   * answer. After a crash the same name may come to a vendor twice, but it ends once.
   */
  Submission submit(String id, ChatRequest request, CallOptions options);

  /** Work that was handed over, to this router or to another that shares its store. */
  Optional<Submission> submission(String id);

  /**
   * Work in this state, ordered by id, page by page: at most so much, from the one that follows
   * {@code after}, which is empty for the first page.
   */
  List<Submission> submissions(Submission.State state, String after, int most);

  /** How calls without options are treated; options of your own may start from these. */
  default CallOptions defaults() {
    return CallOptions.DEFAULT;
  }

  /**
   * What would happen to this request now: which lanes, in which order, and why the others not.
   * Nothing is sent to them; only where a small model chooses routes is it asked.
   */
  RoutePlan explain(ChatRequest request, CallOptions options);

  /**
   * What this request would use and cost on each lane that could take it, by our own estimate of
   * its tokens; nothing is sent to them.
   */
  List<LaneEstimate> estimate(ChatRequest request, CallOptions options);

  /**
   * The same with the prompt counted by each vendor that has a way to count, which is one small
   * question to each of them; where one does not answer, our estimate stands.
   */
  CompletableFuture<List<LaneEstimate>> count(ChatRequest request, CallOptions options);

  /** Every lane, pool and budget as of now. */
  RouterStatus status();

  /**
   * Makes one tiny live call on each lane, all at the same time, waits, and says what is wrong and
   * what to do. A lane or account that was closed and answers is opened again. The calls cost what
   * such calls cost, and count against the vendors' limits.
   */
  List<LaneCheck> check();

  /**
   * Makes one tiny live call on this lane.
   *
   * @throws IllegalArgumentException if there is no such lane
   */
  LaneCheck check(String lane);

  /**
   * Lets the lane finish its calls and gives it no new ones, until {@link #resume}.
   *
   * @throws IllegalArgumentException if there is no such lane
   */
  void drain(String lane);

  /**
   * Gives the lane calls again, and forgets what closed it.
   *
   * @throws IllegalArgumentException if there is no such lane
   */
  void resume(String lane);

  /**
   * Swaps accounts, pools, lanes, routes, pickers, budgets, the cache, time-outs and defaults for
   * those of this builder, whole or not at all. No call is dropped: those under way and those that
   * wait end under the settings they began with. What is counted and learned stays where its name
   * stays: pools keep their counts, also when a limit changes; lanes their health and pace while
   * their account is the same; equal budgets what was spent. Listeners, observers, executor, time,
   * patience, {@code maxWaiting}, {@code connectTimeout} and {@code grace} are those of the start;
   * so are stores, which may be left out and must not be others.
   *
   * @throws IllegalArgumentException naming every setting that is wrong; nothing has changed then
   */
  void reconfigure(RouterBuilder settings);

  /**
   * Refuses new calls, waits until those under way have ended, at most for the grace period,
   * cancels what is left, and frees everything but an executor of yours. Closing twice does
   * nothing.
   */
  @Override
  void close();
}
