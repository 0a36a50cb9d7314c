package dev.laneway.api.spi.store;

/**
 * Hears from a store what other members did. Called on the store's own threads; never blocks and
 * never throws.
 */
public interface StoreListener {

  /** Another member took so much, or changed by so much what it took under this id before. */
  void taken(String key, String id, long amount);

  /** Another member gave a notice. */
  void noticed(Notice notice);

  /** Some work moved on. */
  void workMoved(String id);
}
