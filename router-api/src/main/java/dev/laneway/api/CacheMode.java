package dev.laneway.api;

/** What one call wants of the cache. */
public enum CacheMode {
  /** A stored answer if there is one, else a new one that is stored. */
  DEFAULT,
  /** Neither read nor stored. */
  BYPASS,
  /** A new answer, which replaces the stored one. */
  REFRESH,
  /** A stored answer or none at all: nothing is sent. */
  CACHED_ONLY
}
