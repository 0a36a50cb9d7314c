package dev.laneway.core.schedule;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.Money;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.Receipt;
import dev.laneway.api.Usage;
import dev.laneway.api.spi.CallControl;
import dev.laneway.core.event.RequestObserver;
import dev.laneway.core.quota.Demand;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What is sent on a lane, whatever it is: a chat, a stream, an embedding.
 *
 * @param <R> the answer
 */
interface Exchange<R> {

  /** Sends once. The outcome may come at once, on this thread, or later on any. */
  Sent send(LaneState lane, CallControl control, Outcome<R> outcome);

  /** Tells the outcome how a provider's future ends; giving it up cancels the future. */
  static <R> Sent tell(CompletableFuture<R> answer, Outcome<R> outcome) {
    var unused =
        answer.whenComplete(
            (reply, thrown) -> {
              if (thrown != null) {
                outcome.failed(Failures.of(thrown));
              } else if (reply == null) {
                outcome.failed(Failures.unreadable("the provider answered with null"));
              } else {
                outcome.answered(reply);
              }
            });
    return () -> answer.cancel(true);
  }

  /** What the answer consumed. */
  Usage usageOf(R answer);

  /** The answer with an estimate of what it consumed, for one whose vendor tells nothing. */
  R estimated(R answer, Demand demand);

  /** The answer with what it consumed, told or estimated. */
  default R counted(R answer, Demand demand) {
    return usageOf(answer).totalTokens() > 0 ? answer : estimated(answer, demand);
  }

  /** What the vendor says that the answer cost. */
  default Optional<Money> vendorCostOf(R answer) {
    return Optional.empty();
  }

  /** What is asked, for those who follow requests. */
  RequestObserver.Request describe(String route, CallOptions options);

  /** The model that answered, in the vendor's words. */
  String modelOf(R answer);

  /** The answer, if it is a chat's. */
  default Optional<ChatReply> chatReply(R answer) {
    return Optional.empty();
  }

  /** The answer with what happened to its request. */
  R withReceipt(R answer, Receipt receipt);

  /** Whether an answer will do; else why not, and another lane is asked. */
  default Optional<String> objectionTo(R answer) {
    return Optional.empty();
  }

  /** Whether the answer comes in pieces, so that a lane can be seen to begin. */
  default boolean isStreamed() {
    return false;
  }

  /** Whether another lane may go on after something has been shown. */
  default boolean survivesBreaks() {
    return false;
  }

  /** What the call that is under way has probably consumed, judged by what it has shown. */
  default Usage usageSoFar(Demand demand) {
    return Usage.NONE;
  }

  /** What has been shown so far. */
  default String shownSoFar() {
    return "";
  }

  /** A call that is under way. */
  interface Sent {

    /** Gives it up, down to the socket. */
    void cancel();
  }

  /**
   * How the call ends, exactly once by one of the last two.
   *
   * @param <R> the answer
   */
  interface Outcome<R> {

    /** The vendor began to speak; answers whether the request still wants it. */
    boolean spoke();

    /** One more piece of what the vendor says. */
    default void piece() {}

    /** The whole answer. */
    void answered(R answer);

    /** No answer. */
    void failed(ProviderFailure failure);
  }
}
