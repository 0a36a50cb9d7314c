package dev.laneway.testkit;

import static java.util.Objects.requireNonNull;

import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.FailureDetails;
import dev.laneway.api.FinishReason;
import dev.laneway.api.LimitRef;
import dev.laneway.api.Message;
import dev.laneway.api.Part;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.ProviderFailure.Unavailable.Cause;
import dev.laneway.api.RateLimitReading;
import dev.laneway.api.Resource;
import dev.laneway.api.Role;
import dev.laneway.api.ToolCall;
import dev.laneway.api.Usage;
import dev.laneway.api.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a scripted model does, call after call: each step serves one call, and the last one all that
 * follow. Methods in the third person add a step; the others say more about the last one.
 */
public final class ModelScript {

  private final String model;
  private final List<Step> steps = new ArrayList<>();
  private int at;
  private int served;

  ModelScript(String model) {
    this.model = model;
  }

  /** Answers with this text. */
  public ModelScript answers(String text) {
    return answers(ChatReply.of(text));
  }

  /** Answers with this reply. */
  public ModelScript answers(ChatReply reply) {
    return answersBy(request -> reply);
  }

  /** Asks for a tool. */
  public ModelScript callsTool(String id, String name, String arguments) {
    Part use = new Part.ToolUse(ToolCall.of(id, name, arguments));
    return answers(
        ChatReply.builder(new Message(Role.ASSISTANT, List.of(use)))
            .finishReason(FinishReason.TOOL_CALLS)
            .build());
  }

  /**
   * Answers as the function says, which may throw a {@link dev.laneway.api.spi.ProviderException}
   * to fail; it is called on the caller's thread.
   */
  public ModelScript answersBy(Function<ChatRequest, ChatReply> answer) {
    return add(Step.answering(requireNonNull(answer, "answer")));
  }

  /** Answers embeddings by this function, and chats with nothing. */
  public ModelScript embedsBy(Function<String, float[]> vectors) {
    return answers("").change(step -> step.vectors = vectors);
  }

  /** Fails. */
  public ModelScript failsWith(ProviderFailure failure) {
    return add(Step.failing(requireNonNull(failure, "failure")));
  }

  /** Is throttled: too many requests for a minute, with the wait that the vendor asks for. */
  public ModelScript throttlesFor(Duration wait) {
    LimitRef minute = LimitRef.of(Resource.REQUESTS, Window.rolling(Duration.ofMinutes(1)));
    return throttles(minute, Optional.of(wait));
  }

  /** Is throttled by a limit, with or without a hint. */
  public ModelScript throttles(LimitRef limit, Optional<Duration> wait) {
    return failsWith(
        new ProviderFailure.Throttled(
            FailureDetails.of(429, "throttled by " + limit), limit, wait));
  }

  /** Has used up a quota of a day or a month. */
  public ModelScript hasSpent(LimitRef limit) {
    return failsWith(
        new ProviderFailure.QuotaSpent(
            FailureDetails.of(429, "used up " + limit), limit, Optional.empty()));
  }

  /** Is broken: a status of 500. */
  public ModelScript breaks() {
    return isUnavailable(500, Cause.SERVER_ERROR);
  }

  /** Has too much to do: a status of 503. */
  public ModelScript isOverloaded() {
    return isUnavailable(503, Cause.OVERLOADED);
  }

  /** Cannot be reached. */
  public ModelScript isUnreachable() {
    return isUnavailable(0, Cause.NETWORK);
  }

  private ModelScript isUnavailable(int status, Cause cause) {
    return failsWith(
        new ProviderFailure.Unavailable(
            FailureDetails.of(status, "scripted: " + cause), cause, Optional.empty()));
  }

  /** Says nothing until a time-out or the caller ends the call. */
  public ModelScript neverAnswers() {
    return add(Step.never());
  }

  /** So many calls get the last step; the last step of all serves the rest as well. */
  public ModelScript times(int calls) {
    if (calls < 1) {
      throw new IllegalArgumentException("times must be positive, was " + calls);
    }
    return change(step -> step.times = calls);
  }

  /** After so long: the whole reply, the failure, or a stream's first piece. */
  public ModelScript after(Duration delay) {
    return change(step -> step.delay = delay);
  }

  /** With so long between the pieces of a stream. */
  public ModelScript withGapsOf(Duration gap) {
    return change(step -> step.gap = gap);
  }

  /** With these tokens used; otherwise there is a token for every four characters. */
  public ModelScript using(long inputTokens, long outputTokens) {
    return using(Usage.of(inputTokens, outputTokens));
  }

  /** With these tokens used. */
  public ModelScript using(Usage usage) {
    return change(step -> step.usage = usage);
  }

  /** In these pieces when it is streamed; otherwise word by word. */
  public ModelScript inPieces(String... pieces) {
    return change(step -> step.pieces = List.of(pieces));
  }

  /** Cut after so many pieces, without an end. */
  public ModelScript cutAfter(int pieces) {
    return endingAfter(pieces, Step.Ending.CUT);
  }

  /** Silent after so many pieces. */
  public ModelScript stallingAfter(int pieces) {
    return endingAfter(pieces, Step.Ending.STALLED);
  }

  /** Failing after so many pieces. */
  public ModelScript failingAfter(int pieces, ProviderFailure failure) {
    return endingAfter(pieces, Step.Ending.FAILED).change(step -> step.failure = failure);
  }

  private ModelScript endingAfter(int pieces, Step.Ending ending) {
    return change(
        step -> {
          step.piecesShown = pieces;
          step.ending = ending;
        });
  }

  /** Telling these readings of limits, as headers would, before anything else. */
  public ModelScript telling(RateLimitReading... readings) {
    return change(step -> step.readings = List.of(readings));
  }

  /** Telling this for the receipt. */
  public ModelScript noting(String... notes) {
    return change(step -> step.notes = List.of(notes));
  }

  /** Drops all steps so far, so that the next one serves the next call. */
  public synchronized ModelScript fromNowOn() {
    steps.clear();
    at = 0;
    served = 0;
    return this;
  }

  synchronized Step next() {
    if (steps.isEmpty()) {
      return Step.unknownModel(model);
    }
    if (served >= steps.get(at).times && at + 1 < steps.size()) {
      at++;
      served = 0;
    }
    served++;
    return steps.get(at);
  }

  private synchronized ModelScript add(Step step) {
    steps.add(step);
    return this;
  }

  private synchronized ModelScript change(Consumer<Step> change) {
    if (steps.isEmpty()) {
      throw new IllegalStateException("the script of " + model + " has no step to say this of");
    }
    Step copy = steps.get(steps.size() - 1).copy();
    change.accept(copy);
    steps.set(steps.size() - 1, copy);
    return this;
  }
}
