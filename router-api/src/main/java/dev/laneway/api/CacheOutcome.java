package dev.laneway.api;

/** What the cache had to do with a reply. */
public enum CacheOutcome {
  /** There is no cache, or the call went around it. */
  UNUSED,
  /** It was asked and had nothing. */
  MISS,
  /** The reply is a stored one. */
  HIT,
  /** The reply is that of an identical call that was under way. */
  SHARED,
  /** The reply is an old one, since every lane was limited and the caller allowed it. */
  STALE
}
