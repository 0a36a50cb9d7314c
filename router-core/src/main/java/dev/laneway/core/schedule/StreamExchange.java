package dev.laneway.core.schedule;

import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.FinishReason;
import dev.laneway.api.LaneId;
import dev.laneway.api.Message;
import dev.laneway.api.Part;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.Role;
import dev.laneway.api.StreamRecovery;
import dev.laneway.api.Usage;
import dev.laneway.api.VendorState;
import dev.laneway.api.spi.CallControl;
import dev.laneway.core.quota.Demand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks for an answer in pieces and relays them. Until the first content nothing has been shown, and
 * another lane may take over unseen; after it the caller's choice decides.
 */
final class StreamExchange implements RepliedExchange {

  private static final String GO_ON =
      "Go on exactly where your last message stopped. Repeat nothing and add no preface.";

  private final ChatRequest request;
  private final StreamRecovery recovery;
  private final Function<ChatReply, Optional<String>> check;
  private final StreamRelay relay;
  private final StringBuilder shown = new StringBuilder();
  private @Nullable LaneId speaking;
  private boolean toolsShown;
  private boolean wrong;
  private String prefix = "";

  StreamExchange(
      ChatRequest request,
      StreamRecovery recovery,
      Function<ChatReply, Optional<String>> check,
      StreamRelay relay) {
    this.request = request;
    this.recovery = recovery;
    this.check = check;
    this.relay = relay;
  }

  @Override
  public ChatRequest request() {
    return request;
  }

  @Override
  public Sent send(LaneState lane, CallControl control, Outcome<ChatReply> outcome) {
    String before = toGoOnFrom();
    Reader reader = new Reader(lane.id(), before, outcome);
    lane.provider().stream(before.isEmpty() ? request : after(before), control).subscribe(reader);
    return reader;
  }

  /** The text that another lane goes on from; empty where it must begin anew. */
  private synchronized String toGoOnFrom() {
    boolean usable = !toolsShown && !wrong;
    return recovery == StreamRecovery.CONTINUE && usable ? shown.toString() : "";
  }

  private ChatRequest after(String text) {
    return request.toBuilder().assistant(text).user(GO_ON).build();
  }

  /** Hears one vendor. */
  private final class Reader implements Flow.Subscriber<ChatEvent>, Sent {

    private final LaneId lane;
    private final String before;
    private final Outcome<ChatReply> outcome;
    private volatile Flow.@Nullable Subscription source;
    private boolean spoke;
    private boolean ended;

    Reader(LaneId lane, String before, Outcome<ChatReply> outcome) {
      this.lane = lane;
      this.before = before;
      this.outcome = outcome;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      source = subscription;
      subscription.request(1); // until it speaks: another lane may speak first
    }

    @Override
    public void onNext(@Nullable ChatEvent event) {
      if (event == null) {
        cancel();
        fail(Failures.unreadable("the provider told an event that is null"));
      } else if (event instanceof ChatEvent.Completed completed) {
        ended = true;
        answered(completed.reply());
      } else if (!hasContent(event)) {
        passOver();
      } else if (spoke) {
        show(event);
      } else {
        speak(event);
      }
    }

    /** More is asked for when the first is shown: a vendor may tell it while it is asked. */
    private void speak(ChatEvent first) {
      Flow.Subscription under = source;
      if (under == null || !outcome.spoke()) {
        cancel();
        return;
      }
      spoke = true;
      takeOver(lane, before);
      show(first);
      relay.from(under);
    }

    private void show(ChatEvent event) {
      outcome.piece();
      remember(event);
      relay.offer(event);
    }

    /** Nothing is an answer of a lane that goes on for another, and of no other. */
    private void answered(ChatReply reply) {
      if (!before.isEmpty()) {
        outcome.answered(joined(before, reply));
      } else if (!spoke && isNothing(reply)) {
        outcome.failed(Failures.unreadable("the answer is empty"));
      } else {
        outcome.answered(reply);
      }
    }

    private void passOver() {
      Flow.Subscription under = source;
      if (spoke || under == null) {
        relay.passedOver();
      } else {
        under.request(1);
      }
    }

    @Override
    public void onError(Throwable thrown) {
      fail(Failures.of(thrown));
    }

    @Override
    public void onComplete() {
      fail(Failures.unreadable("the stream ended without its last event"));
    }

    private void fail(ProviderFailure why) {
      if (!ended) {
        ended = true;
        outcome.failed(why);
      }
    }

    @Override
    public void cancel() {
      Flow.Subscription under = source;
      if (under != null) {
        under.cancel();
      }
    }
  }

  private static boolean hasContent(ChatEvent event) {
    if (event instanceof ChatEvent.TextDelta text) {
      return !text.text().isEmpty();
    }
    return !(event instanceof ChatEvent.ReasoningDelta thought) || !thought.text().isEmpty();
  }

  private static boolean isNothing(ChatReply reply) {
    return reply.finishReason() == FinishReason.STOP
        && reply.message().parts().stream()
            .allMatch(part -> part instanceof Part.Text text && text.text().isEmpty());
  }

  /** The first content of a lane: marks the change where something had been shown before. */
  private synchronized void takeOver(LaneId lane, String before) {
    LaneId last = speaking;
    speaking = lane;
    prefix = before;
    boolean goesOn = !before.isEmpty();
    if (!goesOn) {
      shown.setLength(0);
      toolsShown = false;
      wrong = false;
    }
    if (last == null) {
      return;
    }
    relay.offer(
        new ChatEvent.Switched(
            last, lane, goesOn ? StreamRecovery.CONTINUE : StreamRecovery.RESTART));
  }

  private synchronized void remember(ChatEvent event) {
    if (event instanceof ChatEvent.TextDelta text) {
      shown.append(text.text());
    } else if (event instanceof ChatEvent.ToolCallDelta) {
      toolsShown = true;
    }
  }

  /** The reply of the lane that went on, with what had been shown before it. */
  private static ChatReply joined(String before, ChatReply rest) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part.Text(before + rest.text(), VendorState.NONE));
    for (Part part : rest.message().parts()) {
      if (!(part instanceof Part.Text)) {
        parts.add(part);
      }
    }
    return ChatReply.builder(new Message(Role.ASSISTANT, parts))
        .finishReason(rest.finishReason())
        .usage(rest.usage())
        .model(rest.model())
        .id(rest.id())
        .citations(rest.citations())
        .build();
  }

  @Override
  public synchronized Usage usageSoFar(Demand demand) {
    long output = (long) Math.ceil(TokenEstimate.of(shown) - TokenEstimate.of(prefix));
    return new Usage(demand.inputTokens(), Math.max(0, output), 0, 0, true);
  }

  /** From an answer that does not pass nobody can go on: the next lane begins anew. */
  @Override
  public Optional<String> objectionTo(ChatReply answer) {
    Optional<String> objection = check.apply(answer);
    if (objection.isPresent()) {
      synchronized (this) {
        wrong = true;
      }
    }
    return objection;
  }

  @Override
  public boolean isStreamed() {
    return true;
  }

  @Override
  public boolean survivesBreaks() {
    return recovery != StreamRecovery.FAIL;
  }

  @Override
  public synchronized String shownSoFar() {
    return shown.toString();
  }
}
