package dev.laneway.provider.http;

import dev.laneway.api.time.TimeSource;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes round all calls that are under way, with one timer for all of them: a call that ends in time
 * costs no timer at all, since the next round is usually due before it could be late.
 */
final class Patrol {

  private final TimeSource time;
  private final Set<Transfer> live = ConcurrentHashMap.newKeySet();
  private TimeSource.@Nullable Timer timer; // guarded by this, like the time when it is due
  private long due;

  Patrol(TimeSource time) {
    this.time = time;
  }

  /** A call begins. */
  void add(Transfer transfer) {
    live.add(transfer);
    arm(transfer.watch().firstLook());
  }

  /** A call has ended. */
  void remove(Transfer transfer) {
    live.remove(transfer);
  }

  /** Meets each call that is under way. */
  void forEach(Consumer<Transfer> visitor) {
    live.forEach(visitor);
  }

  private synchronized void arm(long at) {
    if (timer != null) {
      if (due - at <= 0) {
        return;
      }
      timer.cancel();
    }
    due = at;
    timer = time.after(Duration.ofNanos(at - time.nanos()), this::round);
  }

  private synchronized void disarm() {
    timer = null;
  }

  private void round() {
    disarm();
    long now = time.nanos();
    long next = now;
    boolean any = false;
    boolean whole = false;
    try {
      for (Transfer transfer : live) {
        long again = transfer.watch().look(now);
        next = any && next - again <= 0 ? next : again;
        any = true;
      }
      whole = true;
    } finally {
      if (any || !whole) {
        arm(whole ? next : now); // whoever throws at the news of its end holds up no other call
      }
    }
  }
}
