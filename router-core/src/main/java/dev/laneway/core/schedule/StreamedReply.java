package dev.laneway.core.schedule;

import dev.laneway.api.ChatReply;
import dev.laneway.core.cache.Unfinished;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * A stream under way: what is relayed, and the whole answer in the end.
 *
 * @param relay where the events come out
 * @param answer the whole reply; cancelling it ends the stream
 */
public record StreamedReply(StreamRelay relay, CompletableFuture<ChatReply> answer) {

  /** A reply that is there already, cut into pieces again. */
  static StreamedReply of(ChatReply reply) {
    StreamRelay relay = new StreamRelay(() -> {});
    Replay.of(reply).forEach(relay::offer);
    relay.finish(reply);
    return new StreamedReply(relay, CompletableFuture.completedFuture(reply));
  }

  /**
   * A stream on its journey.
   *
   * @param instead what is played where the journey ends with that error; empty for the error
   */
  static StreamedReply start(
      Function<Throwable, Optional<ChatReply>> instead,
      Function<StreamRelay, Journey<ChatReply>> journeyFor) {
    AtomicReference<CompletableFuture<ChatReply>> under = new AtomicReference<>();
    StreamRelay relay =
        new StreamRelay(
            () -> {
              CompletableFuture<ChatReply> answer = under.get();
              if (answer != null) {
                answer.cancel(true);
              }
            });
    Journey<ChatReply> journey = journeyFor.apply(relay);
    under.set(journey.answer());
    CompletableFuture<ChatReply> answer = new EitherAnswer(journey.answer());
    CompletableFuture<ChatReply> unused =
        journey
            .answer()
            .whenComplete(
                (reply, thrown) -> {
                  Optional<ChatReply> whole =
                      thrown == null ? Optional.of(reply) : instead.apply(thrown);
                  if (thrown != null) {
                    whole.ifPresent(stored -> Replay.of(stored).forEach(relay::offer));
                  }
                  whole.ifPresentOrElse(relay::finish, () -> relay.fail(thrown));
                  whole.ifPresentOrElse(
                      answer::complete, () -> answer.completeExceptionally(thrown));
                });
    unused = journey.start();
    return new StreamedReply(relay, answer);
  }

  /** The journey's answer or what stands in for it; cancelling it ends the journey. */
  private static final class EitherAnswer extends CompletableFuture<ChatReply>
      implements Unfinished {

    private final CompletableFuture<ChatReply> journey;

    EitherAnswer(CompletableFuture<ChatReply> journey) {
      this.journey = journey;
    }

    @Override
    public void closed() {
      Unfinished.close(journey);
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
      return journey.cancel(mayInterrupt);
    }
  }
}
