package dev.laneway.testkit;

import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.EmbeddingReply;
import dev.laneway.api.EmbeddingRequest;
import dev.laneway.api.FailureDetails;
import dev.laneway.api.Part;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.RateLimitReading;
import dev.laneway.api.Usage;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.ProviderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a script does with one call. Changed only as a copy that nobody has seen yet. */
final class Step {

  static final int WHOLE = Integer.MAX_VALUE;

  /** What a stream does after its last piece. */
  enum Ending {
    COMPLETED,
    CUT,
    FAILED,
    STALLED
  }

  final @Nullable Function<ChatRequest, ChatReply> answer;
  @Nullable ProviderFailure failure;
  boolean never;
  int times = 1;
  Duration delay = Duration.ZERO;
  Duration gap = Duration.ZERO;
  @Nullable Usage usage;
  List<String> pieces = List.of();
  int piecesShown = WHOLE;
  Ending ending = Ending.COMPLETED;
  List<RateLimitReading> readings = List.of();
  List<String> notes = List.of();
  @Nullable Function<String, float[]> vectors;

  private Step(@Nullable Function<ChatRequest, ChatReply> answer) {
    this.answer = answer;
  }

  static Step answering(Function<ChatRequest, ChatReply> answer) {
    return new Step(answer);
  }

  static Step failing(ProviderFailure failure) {
    Step step = new Step(null);
    step.failure = failure;
    step.ending = Ending.FAILED;
    return step;
  }

  static Step never() {
    Step step = new Step(null);
    step.never = true;
    return step;
  }

  static Step unknownModel(String model) {
    return failing(
        new ProviderFailure.ModelGone(
            FailureDetails.of(404, "the script knows no model '" + model + "'")));
  }

  Step copy() {
    Step copy = new Step(answer);
    copy.failure = failure;
    copy.never = never;
    copy.times = times;
    copy.delay = delay;
    copy.gap = gap;
    copy.usage = usage;
    copy.pieces = pieces;
    copy.piecesShown = piecesShown;
    copy.ending = ending;
    copy.readings = readings;
    copy.notes = notes;
    copy.vectors = vectors;
    return copy;
  }

  /** The reply, whether or not it will be shown in pieces. */
  ChatReply reply(ChatRequest request, CallControl control) {
    if (answer == null) {
      throw new ProviderException(failureAtTheEnd());
    }
    ChatReply reply = answer.apply(request);
    ChatReply.Builder filled = reply.toBuilder();
    if (reply.model().isEmpty()) {
      filled.model(control.model());
    }
    if (usage != null) {
      filled.usage(usage);
    } else if (reply.usage().equals(Usage.NONE)) {
      filled.usage(ScriptedProvider.usageOf(request, reply.text()));
    }
    return filled.build();
  }

  ChatReply whole(ChatRequest request, CallControl control) {
    if (ending != Ending.COMPLETED) {
      throw new ProviderException(failureAtTheEnd());
    }
    return reply(request, control);
  }

  EmbeddingReply vectors(EmbeddingRequest request, CallControl control) {
    if (answer == null || ending != Ending.COMPLETED) {
      throw new ProviderException(failureAtTheEnd());
    }
    Function<String, float[]> maker = vectors != null ? vectors : Step::vectorOf;
    long characters = request.texts().stream().mapToLong(String::length).sum();
    Usage used = usage != null ? usage : Usage.of(ScriptedProvider.tokensOf(characters), 0);
    return EmbeddingReply.of(request.texts().stream().map(maker).toList(), used, control.model());
  }

  /** Why there is no whole reply: told, or cut. */
  ProviderFailure failureAtTheEnd() {
    return failure != null
        ? failure
        : new ProviderFailure.Unreadable(FailureDetails.of(200, "the answer was cut"));
  }

  boolean stalls() {
    return never || ending == Ending.STALLED;
  }

  /** The pieces of a reply that are shown, without the end. */
  List<ChatEvent> deltas(ChatReply reply) {
    List<ChatEvent> deltas = new ArrayList<>();
    int calls = 0;
    for (Part part : reply.message().parts()) {
      if (part instanceof Part.Reasoning thought) {
        deltas.add(new ChatEvent.ReasoningDelta(thought.text()));
      } else if (part instanceof Part.ToolUse use) {
        deltas.add(
            new ChatEvent.ToolCallDelta(
                calls++, use.call().id(), use.call().name(), use.call().arguments()));
      } else if (part instanceof Part.Text text) {
        for (String piece : pieces.isEmpty() ? words(text.text()) : pieces) {
          deltas.add(new ChatEvent.TextDelta(piece));
        }
      }
    }
    return deltas.size() > piecesShown ? deltas.subList(0, piecesShown) : deltas;
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int space = text.indexOf(' ', from);
      int to = space < 0 ? text.length() : space + 1;
      words.add(text.substring(from, to));
      from = to;
    }
    return words;
  }

  /** Eight numbers that differ from text to text and are the same each time. */
  private static float[] vectorOf(String text) {
    float[] vector = new float[8];
    int seed = text.hashCode();
    for (int i = 0; i < vector.length; i++) {
      seed = seed * 31 + i;
      vector[i] = (seed % 1000) / 1000f;
    }
    return vector;
  }
}
