package dev.laneway.core.fleet;

import dev.laneway.api.Money;
import dev.laneway.api.spi.store.Allowance;
import dev.laneway.api.spi.store.Claim;
import dev.laneway.api.spi.store.Verdict;
import dev.laneway.core.budget.SharedBudget;
import dev.laneway.core.quota.Hold;
import dev.laneway.core.quota.Sharing.Draw;
import dev.laneway.core.schedule.Scheduler;
import dev.laneway.core.time.Moment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The turns that were drawn on lately. Their counts are corrected by what the store says is left,
 * with each answer and each beat, so that what others give back is seen here as well.
 */
final class Recent {

  private static final int MOST = 64;

  /** A turn as it is known here. */
  private static final class Turn {

    private final Allowance allowance;
    private Crossing.Source source;
    private long underWay;

    Turn(Allowance allowance, Crossing.Source source) {
      this.allowance = allowance;
      this.source = source;
    }
  }

  private final Fleet fleet;
  private final Scheduler scheduler;
  private final Map<String, Turn> turns =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Turn> eldest) {
          return size() > MOST && eldest.getValue().underWay == 0;
        }
      };

  Recent(Fleet fleet, Scheduler scheduler) {
    this.fleet = fleet;
    this.scheduler = scheduler;
  }

  /** Claims that are counted here already and not yet in the store. Called with the lock held. */
  void underWay(Crossing crossing) {
    for (int i = 0; i < crossing.claims().size(); i++) {
      Claim claim = crossing.claims().get(i);
      if (claim.allowance().kind() == Allowance.Kind.TURN) {
        Crossing.Source source = crossing.sources().get(i);
        Turn turn =
            turns.computeIfAbsent(
                claim.allowance().key(), key -> new Turn(claim.allowance(), source));
        turn.source = source;
        turn.underWay += claim.amount();
      }
    }
  }

  void landed(Crossing crossing) {
    scheduler.guarded(
        now -> {
          for (Claim claim : crossing.claims()) {
            Turn turn = turns.get(claim.allowance().key());
            if (turn != null) {
              turn.underWay -= claim.amount();
            }
          }
        });
  }

  /** Corrects counts by an answer. Called with the lock held. */
  void left(Crossing crossing, Verdict verdict, Moment now) {
    for (int i = 0; i < crossing.claims().size(); i++) {
      Turn turn = turns.get(crossing.claims().get(i).allowance().key());
      if (turn != null) {
        correct(turn, crossing.claims().get(i).allowance(), verdict.left().get(i), now);
      }
    }
  }

  private void correct(Turn turn, Allowance allowance, long left, Moment now) {
    long used = allowance.limit() - left;
    Hold hold = turn.source.hold();
    Draw draw = turn.source.draw();
    SharedBudget budget = turn.source.budget();
    if (hold != null && draw != null) {
      hold.pool().share().usedInAll(draw.meter(), draw.since(), used + turn.underWay, now);
    } else if (budget != null) {
      long others = Math.max(0, used - fleet.own().total(allowance.key()));
      budget.spentElsewhere(allowance.endsAtMillis(), new Money(others * Keys.PICODOLLARS), now);
    }
  }

  /** Asks what is left of the turns that were drawn on lately. */
  void refresh(long nowMillis) {
    List<Turn> asked = new ArrayList<>();
    scheduler.guarded(
        now -> {
          turns
              .values()
              .removeIf(turn -> turn.allowance.endsAtMillis() < nowMillis && turn.underWay == 0);
          asked.addAll(turns.values());
        });
    if (asked.isEmpty()) {
      return;
    }
    List<Claim> claims = asked.stream().map(turn -> new Claim(turn.allowance, "look", 0)).toList();
    var unused =
        fleet
            .take(claims)
            .thenAccept(
                verdict -> {
                  scheduler.guarded(
                      now -> {
                        for (int i = 0; i < asked.size(); i++) {
                          Turn turn = asked.get(i);
                          correct(turn, turn.allowance, verdict.left().get(i), now);
                        }
                      });
                  scheduler.lookAgain();
                });
  }
}
