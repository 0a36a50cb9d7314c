package dev.laneway.core.event;

import dev.laneway.api.Attempt;
import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.EmbeddingRequest;
import dev.laneway.api.LaneId;
import dev.laneway.api.Receipt;
import dev.laneway.api.RouterException;
import dev.laneway.api.spi.Endpoint;
import java.time.Duration;
import java.util.Optional;

/**
 * Follows each request while it runs: for traces, and for what only the running call knows. Unlike
 * a {@link RouterListener} it is called at once, on the thread that is at work, and sees prompts
 * and replies: it must be quick, must not block, and must not show what it sees unless the
 * application wants that. What it throws is logged and hurts no request.
 */
@FunctionalInterface
public interface RequestObserver {

  /** A request begins, on its caller's thread where no model picks its route. */
  Watch began(Request request);

  /**
   * What is asked: one of the two is there.
   *
   * @param streamed whether the reply comes in pieces
   */
  record Request(
      String route,
      CallOptions options,
      Optional<ChatRequest> chat,
      Optional<EmbeddingRequest> embedding,
      boolean streamed) {}

  /** Follows one request. */
  interface Watch {

    /** Nobody looks. */
    Watch NONE = (lane, endpoint) -> AttemptWatch.NONE;

    /** A call on a lane begins; two may be under way at the same time. */
    AttemptWatch attempt(LaneId lane, Optional<Endpoint> endpoint);

    /** The request ended, with a reply where there is no reason. Comes after all its attempts. */
    default void ended(
        Receipt receipt, Optional<RouterException.Reason> reason, Optional<ChatReply> reply) {}
  }

  /** Follows one call on one lane. */
  interface AttemptWatch {

    /** Nobody looks. */
    AttemptWatch NONE = (attempt, model, reply) -> {};

    /** A piece of a stream came, so long after the one before, or after sending. */
    default void piece(Duration since) {}

    /**
     * The call ended.
     *
     * @param model the model that answered, in the vendor's words; empty when unknown
     * @param reply what it answered, if it did and was asked to chat
     */
    void ended(Attempt attempt, String model, Optional<ChatReply> reply);
  }
}
