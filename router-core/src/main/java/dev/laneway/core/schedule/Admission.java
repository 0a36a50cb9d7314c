package dev.laneway.core.schedule;

/** The scheduler's answer to a request for a permit. */
sealed interface Admission {

  /** Go now. */
  record Granted(Permit permit) implements Admission {}

  /**
   * The waiter will be called.
   *
   * @param waiting how many wait in all
   * @param firstOnly whether it waits for its first choice alone
   */
  record Parked(int waiting, boolean firstOnly) implements Admission {}

  /** No. */
  record Refused(Refusal refusal) implements Admission {}
}
