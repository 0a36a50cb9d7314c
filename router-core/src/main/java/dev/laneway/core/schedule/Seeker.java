package dev.laneway.core.schedule;

import dev.laneway.api.Urgency;
import dev.laneway.core.quota.Demand;
import dev.laneway.core.quota.Pool;
import dev.laneway.core.time.Moment;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that seeks a permit: what it needs and by when, and what each lane of its choice has
 * for it now. Guarded by the scheduler's lock.
 */
abstract class Seeker {

  private static final double TO_BE_SAFE = 1.2;
  private static final int FEWEST_ANSWERS = 8;

  /** From this part of its own worth on, a toll is too high for work that can wait. */
  private static final double DEAR = 0.5;

  private static final double LAST_CHANCE = 1.5;
  private static final long LOOK_AGAIN = Duration.ofSeconds(30).toNanos();

  private final Urgency urgency;
  private final Demand demand;
  private final long deadline;
  private final Wallet wallet;
  private Demand here;
  private List<Choice> choices = List.of();
  private boolean trusting;
  private boolean sparing;

  Seeker(Urgency urgency, Demand demand, long deadline, Wallet wallet) {
    this.urgency = urgency;
    this.demand = demand;
    this.here = demand;
    this.deadline = deadline;
    this.wallet = wallet;
  }

  Urgency urgency() {
    return urgency;
  }

  Demand demand() {
    return demand;
  }

  /** The demand in this lane's tokens: the one made last, as long as it is the same. */
  private Demand demandOn(LaneState lane) {
    here = lane.scale().applyTo(demand, here);
    return here;
  }

  /** When the whole request has to be over, on the monotonic clock. */
  long deadline() {
    return deadline;
  }

  List<Choice> choices() {
    return choices;
  }

  /** The lanes that may be taken, best first. */
  void choose(List<Choice> best) {
    choices = best;
  }

  /** Its choice of this lane, if it may take it. */
  @Nullable Choice choiceOf(LaneState lane) {
    for (int i = 0; i < choices.size(); i++) {
      if (choices.get(i).lane() == lane) {
        return choices.get(i);
      }
    }
    return null;
  }

  Wallet wallet() {
    return wallet;
  }

  /** For whom the call is made; may be empty. */
  String tenant() {
    return wallet.tenant();
  }

  /** Whether it stands in a line. */
  abstract boolean isParked();

  /** Whether it stands in a line, or has stood in one. */
  abstract boolean hasWaited();

  /** Whether the length of its answer is known well enough to give it up for want of time. */
  void trust(boolean known) {
    trusting = known;
  }

  /** Whether it may wait for a lane of which it takes less than of one that is free. */
  void spare(boolean patient) {
    sparing = patient;
  }

  boolean isSparing() {
    return sparing;
  }

  /**
   * Whether an answer on this choice would probably come too late, by what the lane has shown so
   * far.
   */
  private boolean isTooLate(Choice choice, long wait, Moment now) {
    LaneState lane = choice.lane();
    if (!trusting || wait >= Pool.UNTIL_RELEASE || lane.answers() < FEWEST_ANSWERS) {
      return false;
    }
    return wait + TO_BE_SAFE * lane.expectedNanos(demand) > (double) deadline - now.nanos();
  }

  /** Whether such a wait is known to end too late. */
  boolean isOverdue(long wait, Moment now) {
    return wait != Pool.UNTIL_RELEASE && wait > deadline - now.nanos();
  }

  /** Whether nothing that could still happen by itself lets it go and be answered in time. */
  boolean isHopeless(Moment now) {
    for (int i = 0; i < choices.size(); i++) {
      Choice choice = choices.get(i);
      boolean mayBeRelieved = wallet.othersMayPayBack(choice.lane()) && isShortOfMoney(choice, now);
      if (mayBeRelieved || !isOverdue(nanosUntil(choice, now), now)) {
        return false;
      }
    }
    return true;
  }

  /** How long until it could go on this choice and be answered in time. */
  long nanosUntil(Choice choice, Moment now) {
    long wait = nanosUntilPermit(choice, now);
    return isTooLate(choice, wait, now) ? Pool.NEVER : wait;
  }

  /** How long until somebody should look again at a wait of so long, should nothing end before. */
  long nanosUntilLook(long wait, Choice choice, Moment now) {
    LaneState lane = choice.lane();
    return wait == Pool.UNTIL_RELEASE
        ? Math.min(lane.nanosUntilPlace(now), wallet.nanosUntilRenewal(lane, demandOn(lane), now))
        : wait;
  }

  /** How long until it should go on this choice, whether or not the answer would be in time. */
  long nanosUntilPermit(Choice choice, Moment now) {
    long wait = nanosUntilFree(choice, now);
    if (wait > 0) {
      return wait;
    }
    long kept = nanosKept(choice, now);
    if (kept > 0) {
      return kept;
    }
    Bargain bargain = bargainFor(choice, now);
    return bargain == null ? 0 : bargain.nanos();
  }

  /** How long until it could go on this choice, whether or not it should. */
  long nanosUntilFree(Choice choice, Moment now) {
    Demand asked = demandOn(choice.lane());
    long wait = choice.lane().nanosUntil(asked, urgency, now);
    wait = Math.max(wait, wallet.nanosUntil(choice.lane(), asked, now));
    return choice.restrained() ? Math.max(wait, choice.notBefore() - now.nanos()) : wait;
  }

  private @Nullable Bargain bargainFor(Choice choice, Moment now) {
    return sparing && urgency != Urgency.OPTIONAL ? Bargain.of(this, choice, now) : null;
  }

  /**
   * Work that can wait leaves alone what has to last for the day and is worth more to others, as
   * long as it can wait: for how long until somebody looks again, or its last chance comes.
   */
  long nanosKept(Choice choice, Moment now) {
    LaneState lane = choice.lane();
    if (urgency.compareTo(Urgency.BATCH) < 0
        || !lane.knowsTolls(now)
        || lane.toll(demand, now) <= DEAR * Worth.of(urgency)) {
      return 0;
    }
    double likely = lane.expectedNanos(demand);
    double spare = (double) deadline - now.nanos() - LAST_CHANCE * likely;
    return urgency == Urgency.OPTIONAL
        ? LOOK_AGAIN
        : spare <= 0 ? 0 : Math.min(LOOK_AGAIN, 1 + (long) spare);
  }

  /** How long until its answer: the soonest permit and the lane's usual time. */
  long nanosToAnswer(Call call, Moment now) {
    long least = Pool.NEVER;
    for (Choice choice : choices) {
      long wait = nanosUntil(choice, now);
      if (wait < Pool.UNTIL_RELEASE) {
        least = Math.min(least, wait + choice.lane().expectedNanos(call));
      }
    }
    return least;
  }

  /** Why it could not go on this choice now; empty when it could. */
  String refusalOf(Choice choice, Moment now) {
    Demand asked = demandOn(choice.lane());
    String money = wallet.refusalOf(choice.lane(), asked, now);
    String refusal = money.isEmpty() ? choice.lane().refusalOf(asked, urgency, now) : money;
    if (!refusal.isEmpty()) {
      return refusal;
    }
    if (nanosKept(choice, now) > 0) {
      return "what is left of the day is kept for more urgent calls (%s)"
          .formatted(choice.lane().lastingPool());
    }
    if (isTooLate(choice, 0, now)) {
      return "would probably answer too late"
          + (hasWaited() ? " after its wait (" + choice.lane().pools().get(0) + ")" : "");
    }
    Bargain bargain = bargainFor(choice, now);
    return bargain == null
        ? ""
        : "waits for a place at %s, of which it takes less".formatted(bargain.lane());
  }

  /** Whether money is all that keeps it from this choice. */
  boolean isShortOfMoney(Choice choice, Moment now) {
    return wallet.nanosUntil(choice.lane(), demandOn(choice.lane()), now) > 0;
  }

  /** Whether one of its lanes takes only so many calls at the same time. */
  boolean mayTakeAPlace() {
    for (int i = 0; i < choices.size(); i++) {
      if (choices.get(i).lane().hasPlaces()) {
        return true;
      }
    }
    return false;
  }
}
