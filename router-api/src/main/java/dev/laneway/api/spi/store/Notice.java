package dev.laneway.api.spi.store;

import static java.util.Objects.requireNonNull;

/**
 * Something that every member should know at once: a pool rests, a limit was learned.
 *
 * @param key what it is about; a later notice with the same key takes its place
 * @param text what it says, read by routers alone; holds no key, prompt or reply
 * @param untilMillis until when it is worth telling to members that start, on the wall clock
 */
public record Notice(String key, String text, long untilMillis) {

  /** Checks that both are there. */
  public Notice {
    requireNonNull(key, "key");
    requireNonNull(text, "text");
  }
}
