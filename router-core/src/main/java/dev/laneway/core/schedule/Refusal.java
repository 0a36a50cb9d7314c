package dev.laneway.core.schedule;

import dev.laneway.api.RouterException.Reason;
import dev.laneway.api.Urgency;
import dev.laneway.core.quota.Pool;
import dev.laneway.core.time.Moment;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Why a request gets no permit.
 *
 * @param retryAt the earliest moment at which trying again makes sense, where there is one
 * @param because each lane and what keeps it, for people
 */
record Refusal(Reason reason, Optional<Instant> retryAt, String because) {

  /** Nothing in time, for want of money, of quota, or of any lane at all. */
  static Refusal of(Waiter waiter, Moment now) {
    long soonest = soonest(waiter, now);
    if (waiter.urgency() == Urgency.OPTIONAL && soonest != Pool.NEVER) {
      return dropped(waiter, soonest, now);
    }
    boolean money = false;
    for (Choice choice : waiter.choices()) {
      money |= waiter.isShortOfMoney(choice, now);
    }
    Reason otherwise = soonest == Pool.NEVER ? Reason.UNAVAILABLE : wanting(waiter, now);
    return made(money ? Reason.BUDGET : otherwise, waiter, soonest, now);
  }

  /** Optional work for which there is nothing to spare. */
  static Refusal dropped(Waiter waiter, long soonest, Moment now) {
    return made(Reason.DROPPED, waiter, soonest, now);
  }

  /** The deadline came before a permit. */
  static Refusal limited(Waiter waiter, Moment now) {
    return made(wanting(waiter, now), waiter, soonest(waiter, now), now);
  }

  /** What a lane was waited for: quota, unless all of them failed or are closed. */
  private static Reason wanting(Waiter waiter, Moment now) {
    for (Choice choice : waiter.choices()) {
      if (choice.lane().outage(now).isEmpty()) {
        return Reason.LIMITED;
      }
    }
    return Reason.UNAVAILABLE;
  }

  /** When a permit is likely, whether or not it would come in time for this request. */
  private static long soonest(Waiter waiter, Moment now) {
    long soonest = Pool.NEVER;
    for (Choice choice : waiter.choices()) {
      soonest = Math.min(soonest, waiter.nanosUntilPermit(choice, now));
    }
    return soonest;
  }

  private static Refusal made(Reason reason, Waiter waiter, long soonest, Moment now) {
    return new Refusal(reason, retryAt(soonest, now), wordsFor(waiter, now));
  }

  static Optional<Instant> retryAt(long wait, Moment now) {
    return wait >= Pool.UNTIL_RELEASE ? Optional.empty() : Optional.of(now.at(now.nanos() + wait));
  }

  private static String wordsFor(Waiter waiter, Moment now) {
    Set<String> words = new LinkedHashSet<>();
    for (Choice choice : waiter.choices()) {
      String because = waiter.refusalOf(choice, now);
      long wait = waiter.nanosUntilPermit(choice, now);
      words.add(
          choice.lane()
              + (because.isEmpty()
                  ? " serves others first (" + choice.lane().pools().get(0) + ")"
                  : " " + because)
              + (wait < Pool.UNTIL_RELEASE ? ", free at " + now.at(now.nanos() + wait) : ""));
    }
    return String.join("; ", words);
  }
}
