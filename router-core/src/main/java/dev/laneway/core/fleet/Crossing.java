package dev.laneway.core.fleet;

import dev.laneway.api.Money;
import dev.laneway.api.spi.store.Allowance;
import dev.laneway.api.spi.store.Claim;
import dev.laneway.api.spi.store.Settlement;
import dev.laneway.api.spi.store.Verdict;
import dev.laneway.api.time.TimeSource.Timer;
import dev.laneway.core.budget.SharedBudget;
import dev.laneway.core.quota.Hold;
import dev.laneway.core.quota.Sharing.Draw;
import dev.laneway.core.schedule.Passage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What one call takes from what is shared: asked for once, answered by the store or, when that
 * takes too long, by the router itself, and settled when both the call and the question have ended.
 */
final class Crossing implements Passage {

  /** What one claim is drawn on here: a limit of a pool, or a budget. */
  record Source(
      @Nullable Hold hold, @Nullable Draw draw, @Nullable SharedBudget budget, long reserved) {}

  private enum Word {
    NONE,
    GO,
    STAY
  }

  private final Fleet fleet;
  private final List<Claim> claims;
  private final List<Source> sources;
  private final ReentrantLock lock = new ReentrantLock();
  private Runnable mayGo = () -> {};
  private Runnable mayNot = () -> {};
  private Word word = Word.NONE;
  private boolean asked;
  private boolean pending;
  private boolean granted;
  private boolean counted;
  private long telling;
  private @Nullable Money cost;
  private boolean settled;
  private @Nullable Timer timer;

  Crossing(Fleet fleet, List<Claim> claims, List<Source> sources) {
    this.fleet = fleet;
    this.claims = claims;
    this.sources = sources;
  }

  List<Claim> claims() {
    return claims;
  }

  List<Source> sources() {
    return sources;
  }

  @Override
  public void ask(Runnable go, Runnable stay) {
    mayGo = go;
    mayNot = stay;
    boolean send;
    lock.lock();
    try {
      if (cost != null) {
        return; // given up before it began
      }
      asked = true;
      send = fleet.mayAsk();
      pending = send;
    } finally {
      lock.unlock();
    }
    if (!send) {
      fleet.landed(this);
      decideAlone();
      return;
    }
    boolean waits = fleet.isWaitedFor();
    Pace.Wait wait = fleet.pace().begin(fleet.nanos());
    if (waits) {
      lock.lock();
      try {
        boolean unused = goOn(wait);
      } finally {
        lock.unlock();
      }
    }
    var unused =
        fleet
            .take(claims)
            .whenComplete((verdict, thrown) -> answered(wait, verdict, thrown))
            .whenComplete((verdict, thrown) -> fleet.asked());
    if (!waits) {
      decideAlone();
    }
  }

  private void answered(Pace.Wait wait, @Nullable Verdict verdict, @Nullable Throwable thrown) {
    fleet.landed(this);
    if (verdict == null) {
      fleet.failed(thrown);
      lock.lock();
      try {
        pending = false;
      } finally {
        lock.unlock();
      }
      decideAlone();
      settleIfOver();
      return;
    }
    fleet.pace().answered(wait, fleet.nanos());
    try {
      follow(verdict);
    } finally {
      fleet.pace().followed(fleet.nanos());
    }
  }

  private void follow(Verdict verdict) {
    Word now;
    boolean first;
    boolean untold;
    lock.lock();
    try {
      pending = false;
      granted = verdict.isGranted();
      first = word == Word.NONE;
      if (first) {
        word = granted ? Word.GO : Word.STAY;
        counted = granted;
      }
      now = word;
      // it went on its own word, and the store had no room for it: it counts all the same
      untold = !first && now == Word.GO && !granted;
      if (timer != null) {
        timer.cancel();
      }
    } finally {
      lock.unlock();
    }
    if (first && granted) {
      long unused = fleet.own().took(claims, false, fleet.now());
    }
    if (untold && fleet.canBeAsked()) { // else it is told with all the rest
      List<Settlement> forced = forced(fleet.own().isUntold(telling));
      if (!forced.isEmpty()) {
        fleet.settle(forced);
      }
    }
    fleet.heard(this, verdict);
    if (first) {
      (now == Word.GO ? mayGo : mayNot).run();
    }
    settleIfOver();
  }

  /** What the store refused and has to count: all of it, or what is never told with the rest. */
  private List<Settlement> forced(boolean all) {
    return claims.stream()
        .filter(claim -> all || claim.allowance().kind() == Allowance.Kind.BUCKET)
        .map(claim -> new Settlement(claim.allowance(), claim.id(), 0, claim.amount()))
        .toList();
  }

  /** Looks again when it may have been enough; answers whether there is anything to wait for. */
  private boolean goOn(Pace.Wait wait) {
    Duration more = wait.more(fleet.nanos());
    boolean waits = more.compareTo(Duration.ZERO) > 0;
    if (waits) {
      timer = fleet.after(more, () -> late(wait));
    }
    return waits;
  }

  /** Not yet too late, if the store has been heard meanwhile. */
  private void late(Pace.Wait wait) {
    lock.lock();
    try {
      if (word != Word.NONE || !pending || goOn(wait)) {
        return;
      }
    } finally {
      lock.unlock();
    }
    fleet.doubt();
    decideAlone();
  }

  private void decideAlone() {
    boolean go = fleet.mayGoAlone(this);
    lock.lock();
    try {
      if (word != Word.NONE) {
        return;
      }
      word = go ? Word.GO : Word.STAY;
      counted = go;
      if (go) {
        telling = fleet.own().took(claims, !pending, fleet.now());
      }
    } finally {
      lock.unlock();
    }
    (go ? mayGo : mayNot).run();
  }

  @Override
  public void settle(Money paid) {
    boolean neverAsked;
    lock.lock();
    try {
      cost = paid;
      neverAsked = !asked;
    } finally {
      lock.unlock();
    }
    if (neverAsked) {
      fleet.landed(this);
    } else {
      settleIfOver();
    }
  }

  /** Tells the store what the call took in the end, once the store has said what it counted. */
  private void settleIfOver() {
    Money paid;
    boolean inStore;
    boolean inOwn;
    lock.lock();
    try {
      paid = cost;
      if (paid == null || pending || settled || word == Word.NONE) {
        return;
      }
      settled = true;
      inStore = granted || (counted && fleet.canBeAsked());
      inOwn = counted;
    } finally {
      lock.unlock();
    }
    List<Settlement> changes = new ArrayList<>();
    for (int i = 0; i < claims.size(); i++) {
      Claim claim = claims.get(i);
      long taken = counted ? finalOf(sources.get(i), paid) : 0;
      if (taken != claim.amount()) {
        if (inOwn) {
          fleet.own().changed(claim.allowance(), claim.id(), taken - claim.amount());
        }
        changes.add(new Settlement(claim.allowance(), claim.id(), claim.amount(), taken));
      }
    }
    if (inStore && !changes.isEmpty()) {
      fleet.settle(changes);
    } else if (inOwn) {
      fleet.own().missed(changes);
    }
  }

  private static long finalOf(Source source, Money paid) {
    Hold hold = source.hold();
    Draw draw = source.draw();
    return hold != null && draw != null ? hold.settled(draw.meter()) : Fleet.nanodollars(paid);
  }
}
