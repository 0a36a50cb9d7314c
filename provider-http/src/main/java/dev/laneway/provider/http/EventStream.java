package dev.laneway.provider.http;

import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatReply;
import dev.laneway.api.spi.ProviderException;
import dev.laneway.provider.http.json.Json;
import dev.laneway.provider.http.json.JsonException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One stream on its way to its subscriber. Bytes are parsed only when somebody wants events, and
 * the next bytes are asked for only when those are used up: a slow reader slows its vendor down and
 * nobody else. All work is done in turns; whoever finds a turn going on leaves a mark and goes.
 */
final class EventStream implements Transfer.Receiver, Flow.Subscription, EventSink {

  /** How the exchange ended: with a failure or, empty, by itself. */
  private record Ending(@Nullable Throwable failure) {}

  private static final HttpHeaders NO_HEADERS = HttpHeaders.of(Map.of(), (name, value) -> true);
  private static final int MOST_LEFTOVERS = 1 << 16;

  private final Verdicts verdicts;
  private final StreamReader reader;
  private final EventParser parser;
  private final int largestError;
  private final Flow.Subscriber<? super ChatEvent> subscriber;

  private final AtomicInteger turns = new AtomicInteger();
  private final AtomicLong demand = new AtomicLong();
  private final AtomicReference<@Nullable List<ByteBuffer>> arrived = new AtomicReference<>();
  private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
  private volatile boolean cancelled;
  private volatile boolean told;
  private volatile @Nullable Transfer transfer;
  private volatile @Nullable Transfer open;
  private volatile @Nullable IllegalArgumentException misuse;

  // Touched by the client alone.
  private int status;
  private HttpHeaders headers = NO_HEADERS;
  private volatile @Nullable Collected error; // written behind the two above, which others read
  private int leftovers;

  // Touched within a turn alone.
  private final ArrayDeque<ChatEvent> ready = new ArrayDeque<>();
  private boolean asked;
  private boolean ended;
  private boolean closed;
  private @Nullable Throwable failure;

  EventStream(
      Verdicts verdicts,
      StreamReader reader,
      Framing framing,
      Sizes sizes,
      Flow.Subscriber<? super ChatEvent> subscriber) {
    this.verdicts = verdicts;
    this.reader = reader;
    this.subscriber = subscriber;
    largestError = sizes.error();
    parser = new EventParser(framing, sizes.piece(), this::parsed);
  }

  /** Says how to reach the exchange below; says whether it is still wanted. */
  boolean attach(Transfer below) {
    transfer = below;
    return !cancelled && !told;
  }

  @Override
  public void request(long n) {
    if (n <= 0) {
      misuse = new IllegalArgumentException("request must be positive, was " + n + " (rule 3.9)");
    } else {
      demand.accumulateAndGet(n, (now, more) -> now + more < 0 ? Long.MAX_VALUE : now + more);
    }
    turn();
  }

  @Override
  public void cancel() {
    cancelled = true;
    abort();
  }

  private void abort() {
    Transfer below = transfer;
    if (below != null) {
      below.abort();
    }
  }

  @Override
  public void headed(HttpResponse.ResponseInfo head, Transfer below) {
    status = head.statusCode();
    headers = head.headers();
    if (status < 200 || status >= 300) {
      error = new Collected(headers, largestError);
      below.request(Long.MAX_VALUE);
    } else {
      open = below;
      turn();
    }
  }

  @Override
  public void received(List<ByteBuffer> bytes) {
    Collected body = error;
    if (body != null) {
      if (!body.add(bytes)) {
        throw verdicts.failure(status, headers, ErrorBody.EMPTY);
      }
    } else if (told) {
      discard(bytes);
    } else {
      arrived.set(bytes);
      turn();
    }
  }

  /** What follows the last event is read away, so that the connection can serve again. */
  private void discard(List<ByteBuffer> bytes) {
    for (ByteBuffer buffer : bytes) {
      leftovers += buffer.remaining();
    }
    if (leftovers > MOST_LEFTOVERS) {
      abort();
    }
  }

  @Override
  public void ended() {
    Throwable why = null;
    Collected body = error;
    if (body != null) {
      try {
        verdicts.requireGood(status, headers, body.toBytes());
      } catch (ProviderException bad) {
        why = bad;
      }
    }
    ending.compareAndSet(null, new Ending(why));
    turn();
  }

  @Override
  public void failed(ProviderException why) {
    boolean bad = error != null;
    ending.compareAndSet(null, new Ending(bad ? verdicts.brokenOff(status, headers, why) : why));
    turn();
  }

  private void turn() {
    if (turns.getAndIncrement() == 0) {
      int seen = 1;
      do {
        work();
        seen = turns.addAndGet(-seen);
      } while (seen != 0);
    }
  }

  private void work() {
    while (!told && !cancelled) {
      IllegalArgumentException misused = misuse;
      if (misused != null) {
        tell(misused);
      } else if (!show()) {
        return;
      } else if (closed) {
        tell(failure);
      } else if (!parse() && !finish()) {
        ask();
        return;
      }
    }
  }

  /** Hands over what is ready as far as it is wanted; says whether that was all. */
  private boolean show() {
    while (!ready.isEmpty()) {
      if (cancelled || demand.get() == 0) {
        hold();
        return false;
      }
      if (demand.get() != Long.MAX_VALUE) {
        demand.decrementAndGet();
      }
      subscriber.onNext(ready.remove());
    }
    return !cancelled;
  }

  private boolean parse() {
    List<ByteBuffer> bytes = arrived.getAndSet(null);
    if (bytes == null) {
      return false;
    }
    asked = false;
    guarded(() -> bytes.forEach(parser::read));
    return true;
  }

  private boolean finish() {
    Ending end = ending.get();
    if (end == null || ended) {
      return false;
    }
    ended = true;
    Throwable broken = end.failure();
    guarded(
        () -> {
          if (broken == null) {
            parser.end();
          }
          if (!closed && error == null) {
            reader.end(this); // what is whole stays whole, however the connection ended
          }
          if (broken != null) {
            close(broken);
          }
          unreadable("the stream was cut: it ended without its last event");
        });
    return true;
  }

  private void ask() {
    Transfer from = open;
    if (demand.get() == 0) {
      hold();
    } else if (from != null && !asked) {
      asked = true;
      from.watch().resume();
      from.request(1);
    }
  }

  private void hold() {
    Transfer from = open;
    if (from != null) {
      from.watch().pause();
    }
  }

  private void tell(@Nullable Throwable why) {
    told = true;
    ready.clear();
    if (why != null) {
      abort();
      subscriber.onError(why);
      return;
    }
    Transfer from = open;
    if (from != null) {
      from.watch().resume();
      from.request(Long.MAX_VALUE);
    }
    subscriber.onComplete();
  }

  private void parsed(WireEvent event) {
    if (event.isBlank()) {
      return; // keeps the line alive, and is no content
    }
    Transfer from = open;
    if (from != null) {
      from.watch().contentBegan();
    }
    if (closed) {
      return;
    }
    try {
      read(event);
    } catch (JsonException noJson) {
      String looks = Looks.of(headers, event.bytes(), noJson);
      close(verdicts.unreadable(status, headers, looks, noJson));
    }
  }

  private void read(WireEvent event) {
    if (!event.isStray()) {
      reader.read(event, this);
      return;
    }
    Json json = event.json();
    if (!json.isMissing()) {
      reader.stray(json, this);
    }
  }

  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (JsonException | EventParser.TooLong broken) {
      close(verdicts.unreadable(status, headers, "the stream: " + broken.getMessage(), broken));
    } catch (RuntimeException thrown) {
      close(verdicts.of(thrown));
    }
  }

  private void close(@Nullable Throwable why) {
    if (!closed) {
      closed = true;
      failure = why;
    }
  }

  @Override
  public void emit(ChatEvent event) {
    if (!closed) {
      ready.add(event);
    }
  }

  @Override
  public void complete(ChatReply reply) {
    if (!closed) {
      ready.add(new ChatEvent.Completed(reply));
      close(null);
    }
  }

  @Override
  public void fail(Json error) {
    close(verdicts.failure(status, headers, ErrorBody.of(error)));
  }

  @Override
  public void unreadable(String why) {
    if (!closed) {
      close(verdicts.unreadable(status, headers, why, null));
    }
  }
}
