package dev.laneway.api.spi.store;

import java.util.Optional;

/**
 * Holds what routers share: allowances, notices, replies, work; each store as much of it as it can.
 * A router opens it once and closes it with itself. Everything is asynchronous and may fail: the
 * router bounds each wait, and goes on without the store in the mode that was declared.
 */
public interface Store extends AutoCloseable {

  /** A word for events and logs, such as {@code redis}. Holds no address and no password. */
  String name();

  /**
   * Makes the store ready, schema included; may block. A server that cannot be reached is no reason
   * to throw: its stages fail until it can.
   *
   * @throws IllegalStateException if the store can never work as it is configured
   */
  void open(StoreContext context);

  /** Exact counts of what all members take together. */
  default Optional<Allowances> allowances() {
    return Optional.empty();
  }

  /** News for all members. */
  default Optional<Notices> notices() {
    return Optional.empty();
  }

  /** Answers for all members. */
  default Optional<Replies> replies() {
    return Optional.empty();
  }

  /** Work that outlives its router. */
  default Optional<WorkQueue> work() {
    return Optional.empty();
  }

  /** Gives up what it holds open; a connection or pool of the application's stays open. */
  @Override
  void close();
}
