package dev.laneway.core.fleet;

import dev.laneway.api.time.TimeSource;
import dev.laneway.api.time.TimeSource.Timer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Whether the store can be asked. One late answer makes it doubtful: calls are decided here, and
 * asked for all the same. When nothing at all has answered for a while it is lost, and only beats
 * go out. When a beat is answered the store is told what was taken meanwhile, and asked again;
 * until all others have done the same nobody takes more than its share. Then it is sound again.
 */
final class Presence {

  static final Duration BEAT = Duration.ofMillis(500);
  private static final Duration DOUBT = Pace.LONGEST;
  private static final int MOST_REASONS = 8;
  private static final Duration OTHERS_COME = Duration.ofMillis(6_500);
  private static final Duration OTHERS_TELL = Duration.ofMillis(1_500);

  private enum Mode {
    LOST,
    TELLING,
    AWAITING,
    SOUND;

    /** Whether questions are sent at all. */
    boolean isAsked() {
      return this == AWAITING || this == SOUND;
    }
  }

  /** Who does what is to be done when the store goes and comes. */
  interface Listener {

    CompletionStage<Integer> beat();

    /** Tells the store what this member has taken. */
    CompletionStage<Void> restate();

    /** Tells the store what this member has taken since, where that was not asked for. */
    CompletionStage<Void> tellTheRest();

    void lost(String because);

    /** It is still lost, for another reason. */
    void stillLost(String because);

    /** It went again before all was told. */
    void lostAgain();

    /** It was well a moment ago: news of what others took may still be on their way. */
    void lostAtOnce();

    void returned(Duration away);

    /** The number of members, or whether each of them is alone, is another. */
    void changed(int members, boolean alone);

    /** A beat was answered while all is well. */
    void refresh();
  }

  private final TimeSource time;
  private final Listener listener;
  private final long lateNanos;
  private final Pace pace;
  private final Set<String> reasons = ConcurrentHashMap.newKeySet();
  private final Headcount headcount = new Headcount();
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Mode mode = Mode.LOST;
  private volatile @Nullable Timer inDoubt;
  private volatile boolean closed;
  private boolean beating;
  private long beatAt;
  private long lostAt;
  private boolean told;
  private long returns;
  private boolean allAreBack;

  /** Whoever waits longer than a beat for an answer waits as long for that to a beat. */
  Presence(TimeSource time, Duration patience, Pace pace, Listener listener) {
    this.time = time;
    this.listener = listener;
    this.pace = pace;
    this.lateNanos = Math.max(BEAT.toNanos(), patience.toNanos());
    this.lostAt = time.nanos();
  }

  /** Whether calls wait for an answer. */
  boolean isWaitedFor() {
    return mode.isAsked() && inDoubt == null;
  }

  /** Whether questions are sent at all. */
  boolean canBeAsked() {
    return mode.isAsked();
  }

  /** Whether the store is away, or has not heard yet what all have taken. */
  boolean isAlone() {
    return mode != Mode.SOUND;
  }

  int members() {
    return headcount.members();
  }

  /** The first beat has been answered when the router opens: there is nothing to settle. */
  void begin(int count) {
    headcount.begin(count);
    mode = Mode.SOUND;
    listener.changed(count, false);
  }

  /** It did not answer when the router opened. */
  void beginLost(String because) {
    reasons.add(because);
    told = true;
    listener.changed(1, true);
    listener.lost(because);
  }

  void keepBeating() {
    if (!closed) {
      time.after(BEAT, this::tick);
    }
  }

  void close() {
    closed = true;
  }

  /** An answer has come. */
  void heard() {
    if (inDoubt != null) {
      lock.lock();
      try {
        forgetDoubt();
      } finally {
        lock.unlock();
      }
    }
  }

  /** An answer is late. */
  void doubt(String because) {
    lock.lock();
    try {
      if (mode.isAsked() && inDoubt == null) {
        inDoubt = time.after(DOUBT, () -> lose(because));
      }
    } finally {
      lock.unlock();
    }
  }

  private void forgetDoubt() {
    Timer known = inDoubt;
    inDoubt = null;
    if (known != null) {
      known.cancel();
    }
  }

  /** A question failed. */
  void failed(@Nullable Throwable thrown) {
    String because = thrown == null ? "no answer" : Failing.words(thrown);
    boolean isNews = reasons.size() < MOST_REASONS && reasons.add(because);
    boolean wasWell = mode == Mode.SOUND && inDoubt == null;
    boolean wasSound = lose(because);
    if (wasSound && wasWell) {
      listener.lostAtOnce();
    } else if (!wasSound && isNews && !closed) {
      listener.stillLost(because);
    }
  }

  /** Answers whether it was sound until now. */
  private boolean lose(String because) {
    Mode before;
    lock.lock();
    try {
      before = mode;
      if (closed || before == Mode.LOST) {
        return false;
      }
      mode = Mode.LOST;
      forgetDoubt();
      if (before == Mode.SOUND) {
        lostAt = time.nanos();
        told = true;
      }
    } finally {
      lock.unlock();
    }
    listener.changed(members(), true);
    if (before == Mode.SOUND) {
      listener.lost(because);
    } else {
      listener.lostAgain();
    }
    return before == Mode.SOUND;
  }

  private void tick() {
    if (closed) {
      return;
    }
    boolean late;
    lock.lock();
    try {
      late = beating && time.nanos() - beatAt > lateNanos;
    } finally {
      lock.unlock();
    }
    if (late) {
      doubt("no answer to a beat");
    }
    beat();
    keepBeating();
  }

  private void beat() {
    lock.lock();
    try {
      if (beating) {
        return;
      }
      beating = true;
      beatAt = time.nanos();
    } finally {
      lock.unlock();
    }
    var unused = listener.beat().whenComplete(this::beaten);
  }

  private void beaten(@Nullable Integer count, @Nullable Throwable thrown) {
    boolean back;
    long current;
    lock.lock();
    try {
      beating = false;
      if (count != null) {
        pace.beaten(beatAt, time.nanos());
      }
      back = count != null && mode == Mode.LOST;
      if (back) {
        mode = Mode.TELLING;
        returns++;
        allAreBack = false;
      }
      current = returns;
    } finally {
      lock.unlock();
    }
    if (count == null) {
      failed(thrown);
      return;
    }
    heard();
    if (headcount.counted(count, mode == Mode.SOUND && inDoubt == null, time.nanos())) {
      listener.changed(members(), isAlone());
    }
    if (back) {
      tell(count, current);
    } else if (isAlone()) {
      lookAround(count);
    } else {
      listener.refresh();
    }
  }

  private void tell(int count, long current) {
    var unused =
        listener
            .restate()
            .whenComplete(
                (done, thrown) -> {
                  if (thrown != null) {
                    failed(thrown);
                  } else if (move(Mode.TELLING, Mode.AWAITING, current)) {
                    if (members() == 1) {
                      tellTheRest(current);
                    } else {
                      time.after(OTHERS_COME, () -> tellTheRest(current));
                      lookAround(count);
                    }
                  }
                });
  }

  /** Whoever was there before has yet to tell what it took: a store that forgot knows nothing. */
  private void lookAround(int count) {
    long current;
    lock.lock();
    try {
      if (mode != Mode.AWAITING || allAreBack || count < members()) {
        return;
      }
      allAreBack = true;
      current = returns;
    } finally {
      lock.unlock();
    }
    time.after(OTHERS_TELL, () -> tellTheRest(current));
  }

  /** What was taken while all the rest was told; then the store has the last word again. */
  private void tellTheRest(long current) {
    if (!isStill(Mode.AWAITING, current)) {
      return;
    }
    var unused =
        listener
            .tellTheRest()
            .whenComplete(
                (done, thrown) -> {
                  if (thrown != null) {
                    failed(thrown);
                  } else if (move(Mode.AWAITING, Mode.SOUND, current)) {
                    reasons.clear();
                    listener.changed(members(), false);
                    if (told) {
                      listener.returned(Duration.ofNanos(time.nanos() - lostAt));
                    }
                    told = false;
                  }
                });
  }

  private boolean isStill(Mode seen, long current) {
    lock.lock();
    try {
      return mode == seen && returns == current;
    } finally {
      lock.unlock();
    }
  }

  private boolean move(Mode from, Mode to, long current) {
    lock.lock();
    try {
      boolean moves = isStill(from, current);
      if (moves) {
        mode = to;
      }
      return moves;
    } finally {
      lock.unlock();
    }
  }
}
