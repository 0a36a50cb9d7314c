package dev.laneway.api.spi.store;

import java.util.function.BooleanSupplier;

/**
 * Hears from a store what other members did. Called on the store's own threads; never blocks and
 * never throws.
 */
public interface StoreListener {

  /** Another member took so much, or changed by so much what it took under this id before. */
  void taken(String key, String id, long amount);

  /**
   * The same for what may be no news any more by the time that it is counted, since an answer of
   * the store has told it, too.
   */
  default void taken(String key, String id, long amount, BooleanSupplier isNews) {
    if (isNews.getAsBoolean()) {
      taken(key, id, amount);
    }
  }

  /** Another member gave a notice. */
  void noticed(Notice notice);

  /** Some work moved on. */
  void workMoved(String id);
}
