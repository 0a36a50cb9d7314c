package dev.laneway.api;

/** What a router does with limits that it shares while the store cannot be asked. */
public enum OnStoreLoss {
  /** Keeps to its share of what was left: the limit by the members that were seen last. */
  LOCAL_SHARE,
  /** Goes on as if it were alone: calls go, and limits may be exceeded. */
  FAIL_OPEN,
  /** Sends nothing that draws on a shared limit until the store is back. */
  FAIL_CLOSED
}
