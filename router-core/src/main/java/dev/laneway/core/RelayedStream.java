package dev.laneway.core;

import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatStream;
import dev.laneway.api.RouterException;
import dev.laneway.core.schedule.StreamRelay;
import dev.laneway.core.schedule.StreamedReply;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The front of a stream: pulls what the relay holds. */
final class RelayedStream implements ChatStream {

  private final StreamedReply streamed;
  private final Executor executor;
  private @Nullable RelayPublisher publisher;
  private @Nullable Iterator<ChatEvent> reading;

  RelayedStream(StreamedReply streamed, Executor executor) {
    this.streamed = streamed;
    this.executor = executor;
  }

  @Override
  public Iterator<ChatEvent> iterator() {
    if (reading == null) {
      reading = new Reading(streamed.relay());
    }
    return reading;
  }

  @Override
  public void forEachText(Consumer<? super String> consumer) {
    for (ChatEvent event : this) {
      if (event instanceof ChatEvent.TextDelta text) {
        consumer.accept(text.text());
      }
    }
  }

  @Override
  public Flow.Publisher<ChatEvent> publisher() {
    if (publisher == null) {
      publisher = new RelayPublisher(streamed.relay(), executor);
    }
    return publisher;
  }

  @Override
  public ChatReply reply() {
    if (!streamed.answer().isDone()) {
      for (ChatEvent event : this) {
        if (event instanceof ChatEvent.Completed completed) {
          return completed.reply();
        }
      }
    }
    return Waiting.on(streamed.answer());
  }

  @Override
  public void close() {
    streamed.relay().close();
  }

  /** Takes events one by one on the reader's own thread. */
  private static final class Reading implements Iterator<ChatEvent> {

    private final StreamRelay relay;
    private @Nullable ChatEvent next;

    Reading(StreamRelay relay) {
      this.relay = relay;
    }

    @Override
    public boolean hasNext() {
      if (next == null) {
        next = take();
      }
      return next != null;
    }

    private @Nullable ChatEvent take() {
      try {
        return relay.take();
      } catch (InterruptedException interrupted) {
        relay.close();
        Thread.currentThread().interrupt();
        throw RouterException.because(
                RouterException.Reason.CANCELLED, "interrupted while reading the stream")
            .cause(interrupted)
            .build();
      } catch (Throwable broken) {
        throw Waiting.asRouterException(broken);
      }
    }

    @Override
    public ChatEvent next() {
      if (!hasNext() || next == null) {
        throw new NoSuchElementException("the stream has ended");
      }
      ChatEvent event = next;
      next = null;
      return event;
    }
  }
}
