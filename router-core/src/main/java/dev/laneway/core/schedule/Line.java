package dev.laneway.core.schedule;

import dev.laneway.api.Urgency;
import dev.laneway.core.time.Moment;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Who waits for the lanes of one route, or for one lane alone: by urgency, then by deadline, then
 * by arrival.
 */
final class Line {

  private static final Comparator<Waiter> EARLIEST_FIRST =
      Comparator.<Waiter>comparingLong(Waiter::key).thenComparingLong(Waiter::number);

  private static final Urgency[] MOST_URGENT_FIRST = Urgency.values();

  private final Map<Urgency, NavigableSet<Waiter>> queues = new EnumMap<>(Urgency.class);

  private final NavigableSet<Waiter> patientByDeadline =
      new TreeSet<>(Comparator.comparingLong(Waiter::deadline).thenComparingLong(Waiter::number));

  Line() {
    for (Urgency urgency : MOST_URGENT_FIRST) {
      queues.put(urgency, new TreeSet<>(EARLIEST_FIRST));
    }
  }

  void add(Waiter waiter) {
    queueOf(waiter.urgency()).add(waiter);
    if (waiter.urgency() == Urgency.BATCH) {
      patientByDeadline.add(waiter);
    }
  }

  void remove(Waiter waiter) {
    queueOf(waiter.urgency()).remove(waiter);
    if (waiter.urgency() == Urgency.BATCH) {
      patientByDeadline.remove(waiter);
    }
  }

  /** Its batches, whose time is over first before the others. */
  NavigableSet<Waiter> patientByDeadline() {
    return patientByDeadline;
  }

  NavigableSet<Waiter> queueOf(Urgency urgency) {
    NavigableSet<Waiter> queue = queues.get(urgency);
    if (queue == null) {
      throw new IllegalStateException("no queue for " + urgency);
    }
    return queue;
  }

  boolean isEmpty() {
    for (Urgency urgency : MOST_URGENT_FIRST) {
      if (!queueOf(urgency).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** The key of its first waiter of this urgency; the largest when nobody waits. */
  long firstKey(Urgency urgency) {
    NavigableSet<Waiter> queue = queueOf(urgency);
    return queue.isEmpty() ? Long.MAX_VALUE : queue.first().key();
  }

  /**
   * Whether somebody waits who would go before this newcomer. Optional work has this moment or
   * none: it does not stand behind a batch that still has most of its time.
   */
  boolean outranks(Waiter newcomer, Moment now) {
    for (Urgency urgency : MOST_URGENT_FIRST) {
      NavigableSet<Waiter> queue = queueOf(urgency);
      if (urgency == newcomer.urgency()) {
        return !queue.isEmpty() && EARLIEST_FIRST.compare(queue.first(), newcomer) < 0;
      }
      if (!queue.isEmpty()
          && !(newcomer.urgency() == Urgency.OPTIONAL && queue.first().hasMostOfItsTime(now))) {
        return true;
      }
    }
    return false;
  }
}
