package dev.laneway.core.event;

import dev.laneway.api.Attempt;
import dev.laneway.api.ChatReply;
import dev.laneway.api.LaneId;
import dev.laneway.api.Receipt;
import dev.laneway.api.RouterException;
import dev.laneway.api.spi.Endpoint;
import dev.laneway.core.event.RequestObserver.AttemptWatch;
import dev.laneway.core.event.RequestObserver.Request;
import dev.laneway.core.event.RequestObserver.Watch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells all observers of a request, so that none can hurt it. Free when nobody looks. */
public final class Observers {

  private final List<RequestObserver> observers;

  /** These observers. */
  public Observers(List<RequestObserver> observers) {
    this.observers = List.copyOf(observers);
  }

  /** A request begins; it is described only if somebody looks. */
  public Watch began(Supplier<Request> request) {
    if (observers.isEmpty()) {
      return Watch.NONE;
    }
    Request described = request.get();
    return new All(all(observers, observer -> observer.began(described)));
  }

  private static <T, R> List<R> all(List<T> many, Function<T, R> each) {
    return many.stream().flatMap(one -> guarded(() -> each.apply(one)).stream()).toList();
  }

  private static <T> void tell(List<T> many, Consumer<T> each) {
    for (T one : many) {
      var unused =
          guarded(
              () -> {
                each.accept(one);
                return one;
              });
    }
  }

  private static <R> Optional<R> guarded(Supplier<R> work) {
    try {
      return Optional.of(work.get());
    } catch (RuntimeException | Error broken) { // of a library that does not fit, above all
      log().warn("An observer of requests threw; it misses what it was told", broken);
      return Optional.empty();
    }
  }

  private record All(List<Watch> watches) implements Watch {

    @Override
    public AttemptWatch attempt(LaneId lane, Optional<Endpoint> endpoint) {
      return new AllOfAttempt(all(watches, watch -> watch.attempt(lane, endpoint)));
    }

    @Override
    public void ended(
        Receipt receipt, Optional<RouterException.Reason> reason, Optional<ChatReply> reply) {
      tell(watches, watch -> watch.ended(receipt, reason, reply));
    }
  }

  private record AllOfAttempt(List<AttemptWatch> watches) implements AttemptWatch {

    @Override
    public void piece(Duration since) {
      tell(watches, watch -> watch.piece(since));
    }

    @Override
    public void ended(Attempt attempt, String model, Optional<ChatReply> reply) {
      tell(watches, watch -> watch.ended(attempt, model, reply));
    }
  }

  /** Asked for when there is something to say: a start without that is shorter. */
  private static Logger log() {
    return LoggerFactory.getLogger(Observers.class);
  }
}
