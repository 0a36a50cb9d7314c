package dev.laneway.api;

import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * A reply that arrives in pieces. Read it in one way only: by iterating, by {@link #forEachText},
 * or by subscribing to {@link #publisher()}. Closing it before the end cancels the call and the
 * HTTP exchange under it; what was consumed until then is settled.
 *
 * <pre>{@code
 * try (ChatStream stream = router.stream(request)) {
 *   stream.forEachText(System.out::print);
 *   System.out.println(stream.reply().receipt());
 * }
 * }</pre>
 *
 * A stream that breaks ends its reader with a {@link RouterException}; what had been shown is in
 * its {@link RouterException#textSoFar()}.
 */
public interface ChatStream extends Iterable<ChatEvent>, AutoCloseable {

  /** Hands each piece of text to the given consumer, on the calling thread, until the end. */
  void forEachText(Consumer<? super String> consumer);

  /**
   * The events for one subscriber, with back-pressure: a slow one slows the vendor down, and no
   * other request. A second subscriber is refused.
   */
  Flow.Publisher<ChatEvent> publisher();

  /**
   * The whole reply: waits for the end, discarding pieces that nobody has read.
   *
   * @throws RouterException if the stream broke
   */
  ChatReply reply();

  /** Cancels what is still under way. Closing twice does nothing. */
  @Override
  void close();
}
