package dev.laneway.core.schedule;

import dev.laneway.api.Urgency;
import dev.laneway.core.quota.Demand;
import dev.laneway.core.time.Moment;
import java.util.List;

/**
 * A request and its place among those who wait: in which line, before whom, since when. Guarded by
 * the scheduler's lock.
 */
final class Waiter extends Seeker {

  private static final int CROWD = 8;
  private static final double ENOUGH_TIME = 1.6;
  private static final double LONGEST_TAKEN = 60e9;
  private static final double[] NOTHING = {};

  private final long number;
  private final Line line;
  private final Grantee grantee;
  private long since;
  private long turn;
  private boolean parked;
  private boolean firstOnly;
  private int bypassed;
  private double[] taken = NOTHING;

  /** Who is called when the answer is there; never with a lock held. */
  interface Grantee {

    /** Go. */
    void granted(Permit permit);

    /** No. */
    void refused(Refusal refusal);

    /** Who only looks on. */
    Grantee NOBODY =
        new Grantee() {
          @Override
          public void granted(Permit permit) {
            permit.unused();
          }

          @Override
          public void refused(Refusal refusal) {}
        };
  }

  Waiter(
      long number,
      Urgency urgency,
      Demand demand,
      long deadline,
      Line line,
      Wallet wallet,
      Grantee grantee) {
    super(urgency, demand, deadline, wallet);
    this.number = number;
    this.line = line;
    this.grantee = grantee;
  }

  long number() {
    return number;
  }

  /** The key of the line: by deadline, or among patient work by its tenant's turn. */
  long key() {
    return urgency() == Urgency.BATCH ? turn : deadline();
  }

  /** Where it stands: in its route's line, or in that of the one lane it waits for. */
  Line line() {
    return firstOnly || choices().size() == 1 ? choices().get(0).lane().lines().own() : line;
  }

  Grantee grantee() {
    return grantee;
  }

  @Override
  void choose(List<Choice> best) {
    super.choose(best);
    taken = NOTHING;
  }

  /** What each choice takes of its lane's time: only those who wait are compared by it. */
  private void weigh() {
    taken = new double[choices().size()];
    for (int i = 0; i < taken.length; i++) {
      LaneState lane = choices().get(i).lane();
      taken[i] = lane.neverFits(demand()) ? LONGEST_TAKEN : lane.nanosTaken(demand());
    }
  }

  /**
   * How dear this choice is to those who come after: what it takes of the lane's time, times how
   * much more that is than the cheapest other lane would give. The small go before the large, and
   * each where it is cheaper than elsewhere. The more of them wait, the less a lane elsewhere
   * counts, since their turn may never come there: in a crowd the small simply go first. There, who
   * has little time left goes after those who have more: half of such answers would be too late.
   */
  double dearness(Choice choice, int waiting, Moment now) {
    int index = choices().indexOf(choice);
    double here = taken[index];
    double elsewhere = LONGEST_TAKEN / waiting;
    for (int i = 0; i < taken.length; i++) {
      elsewhere = i == index ? elsewhere : Math.min(elsewhere, taken[i]);
    }
    double dearness = here * here / Math.max(1, elsewhere);
    return waiting < CROWD ? dearness : dearness / chance(choice.lane(), now);
  }

  /** How likely an answer is in time, about: all but certain with well over the usual time. */
  private double chance(LaneState lane, Moment now) {
    double enough = ENOUGH_TIME * lane.expectedNanos(demand());
    return Math.min(1, Math.max(1, (double) deadline() - now.nanos()) / Math.max(1, enough));
  }

  /** Tells each lane that it may take, while it waits, of what it takes there; or no longer. */
  void report(boolean waits) {
    for (int i = 0; i < (firstOnly ? 1 : taken.length); i++) {
      Backlog backlog = choices().get(i).lane().lines().backlog();
      if (waits) {
        backlog.add(urgency(), taken[i]);
      } else {
        backlog.remove(urgency(), taken[i]);
      }
    }
  }

  /** Whether its tenant's turn for it is known. */
  boolean hasTurn() {
    return turn > 0;
  }

  void giveTurn(long fairTurn) {
    turn = fairTurn;
  }

  void park(boolean onlyFirst, Moment now) {
    if (taken.length == 0) {
      weigh();
    }
    parked = true;
    firstOnly = onlyFirst;
    since = now.nanos();
    bypassed = 0;
  }

  void unpark() {
    parked = false;
  }

  @Override
  boolean isParked() {
    return parked;
  }

  @Override
  boolean hasWaited() {
    return taken.length > 0;
  }

  boolean isFirstOnly() {
    return firstOnly;
  }

  /** The wait for the first choice was long enough: any will do now. */
  void widen() {
    firstOnly = false;
  }

  long waitedNanos(Moment now) {
    return now.nanos() - since;
  }

  /** Whether it is patient, and more than half of its time is still to come. */
  boolean hasMostOfItsTime(Moment now) {
    return urgency() == Urgency.BATCH && deadline() - now.nanos() > waitedNanos(now);
  }

  /** Somebody behind it went first; answers how often that has happened. */
  int bypass() {
    return ++bypassed;
  }

  int bypassed() {
    return bypassed;
  }
}
