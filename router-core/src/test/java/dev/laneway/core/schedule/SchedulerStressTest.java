package dev.laneway.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.Capability;
import dev.laneway.api.FailureDetails;
import dev.laneway.api.LaneId;
import dev.laneway.api.LimitRef;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.Resource;
import dev.laneway.api.Urgency;
import dev.laneway.api.Usage;
import dev.laneway.api.Window;
import dev.laneway.core.event.Events;
import dev.laneway.core.lane.Health;
import dev.laneway.core.lane.Pace;
import dev.laneway.core.lane.Standing;
import dev.laneway.core.quota.Demand;
import dev.laneway.core.quota.Limit;
import dev.laneway.core.quota.LimitState;
import dev.laneway.core.quota.Pool;
import dev.laneway.core.time.Moment;
import dev.laneway.testkit.ManualTime;
import dev.laneway.testkit.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads on permits, breaker and line: nothing is ever admitted that may not be. */
class SchedulerStressTest {

  private static final Demand CALL = new Demand(10, 10, 10);
  private static final Window MINUTE = Window.rolling(Duration.ofMinutes(1));

  private final ManualTime time = new ManualTime();
  private final Scheduler scheduler =
      new Scheduler(
          time,
          new Random(1),
          new Events(List.of(), Runnable::run, time),
          Patience.DEFAULT,
          Integer.MAX_VALUE);

  private LaneState lane(String model, Limit... limits) {
    Moment now = Moment.of(time);
    LaneState lane =
        new LaneState(
            new LaneSpec(
                LaneId.of("acme/" + model),
                1,
                false,
                Optional.empty(),
                OptionalLong.empty(),
                Set.of(Capability.CHAT)),
            ScriptedProvider.under(time),
            List.of(new Pool(model, List.of(limits), now)),
            new Health(new Random(2)),
            new Pace(Duration.ofMillis(100), 1000, 100),
            new Standing(),
            scheduler);
    scheduler.serve(List.of(lane));
    return lane;
  }

  /** Takes what it is given and tells how it goes. */
  private static final class Taker implements Waiter.Grantee {
    private final AtomicInteger granted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile @Nullable Permit permit;

    @Override
    public void granted(Permit given) {
      permit = given;
      granted.incrementAndGet();
    }

    @Override
    public void refused(Refusal refusal) {
      refused.incrementAndGet();
    }
  }

  private Waiter waiter(Line line, List<LaneState> lanes, Urgency urgency, Taker taker) {
    Waiter waiter =
        scheduler.waiter(
            urgency,
            CALL,
            time.nanos() + Duration.ofHours(1).toNanos(),
            line,
            Wallet.unbounded(),
            taker);
    waiter.choose(lanes.stream().map(Choice::of).toList());
    return waiter;
  }

  @Test
  @Timeout(110)
  void ten_million_attempts_admit_exactly_what_is_allowed() throws InterruptedException {
    long allowed = 1_000_003;
    LaneState lane = lane("a", Limit.of(Resource.REQUESTS, allowed, MINUTE));
    Line line = scheduler.lineFor(List.of(lane));
    AtomicLong admitted = new AtomicLong();
    int threads = 8;
    CountDownLatch done = new CountDownLatch(threads);
    for (int t = 0; t < threads; t++) {
      new Thread(
              () -> {
                Taker taker = new Taker();
                Waiter waiter = waiter(line, List.of(lane), Urgency.OPTIONAL, taker);
                for (int i = 0; i < 10_000_000 / threads; i++) {
                  if (scheduler.admit(waiter, false) instanceof Admission.Granted) {
                    admitted.incrementAndGet();
                  }
                }
                done.countDown();
              })
          .start();
    }
    done.await();
    assertThat(admitted.get()).isEqualTo(allowed);
  }

  @Test
  void whatever_interleaves_no_place_leaks_and_nobody_is_granted_twice()
      throws InterruptedException {
    LaneState one = lane("one", Limit.of(Resource.CONCURRENCY, 5, MINUTE));
    LaneState two = lane("two", Limit.of(Resource.CONCURRENCY, 3, MINUTE));
    List<LaneState> lanes = List.of(one, two);
    Line line = scheduler.lineFor(lanes);
    AtomicInteger most = new AtomicInteger();
    int threads = 8;
    CountDownLatch done = new CountDownLatch(threads);
    List<Taker> takers = Collections.synchronizedList(new ArrayList<>());
    for (int t = 0; t < threads; t++) {
      SplittableRandom random = new SplittableRandom(t);
      new Thread(
              () -> {
                List<Waiter> parked = new ArrayList<>();
                List<Taker> mine = new ArrayList<>();
                for (int i = 0; i < 20_000; i++) {
                  Taker taker = new Taker();
                  takers.add(taker);
                  Urgency urgency = List.of(Urgency.values()).get(random.nextInt(4));
                  Waiter waiter = waiter(line, lanes, urgency, taker);
                  Admission admission = scheduler.admit(waiter, random.nextBoolean());
                  if (admission instanceof Admission.Granted granted) {
                    taker.granted(granted.permit());
                  } else if (admission instanceof Admission.Parked) {
                    parked.add(waiter);
                  }
                  mine.add(taker);
                  most.accumulateAndGet(one.underWay() + two.underWay(), Math::max);
                  if (mine.size() > 6) {
                    end(mine.remove(random.nextInt(mine.size())), random);
                  }
                  if (parked.size() > 4) {
                    scheduler.leave(parked.remove(0));
                  }
                }
                parked.forEach(scheduler::leave);
                mine.forEach(taker -> end(taker, random));
                done.countDown();
              })
          .start();
    }
    done.await();
    for (Taker taker : takers) {
      end(taker, new SplittableRandom(1));
      assertThat(taker.granted.get()).isLessThanOrEqualTo(1);
    }
    assertThat(most.get()).isLessThanOrEqualTo(8);
    assertThat(scheduler.waiting()).isZero();
    assertThat(one.underWay()).isZero();
    assertThat(two.underWay()).isZero();
    time.advance(Duration.ofMinutes(2)); // no place is withheld for what was given up any more
    assertThat(lefts(one)).containsExactly(5L);
    assertThat(lefts(two)).containsExactly(3L);
  }

  private List<Long> lefts(LaneState lane) {
    return lane.pools().get(0).readings(Moment.of(time)).stream()
        .map(LimitState::available)
        .toList();
  }

  private static void end(Taker taker, SplittableRandom random) {
    Permit permit = taker.permit;
    if (permit == null) {
      return;
    }
    switch (random.nextInt(5)) {
      case 0 -> permit.spent(Usage.of(10, 10), Optional.empty());
      case 1 ->
          permit.failed(
              new ProviderFailure.Throttled(
                  FailureDetails.of(429, "x"), LimitRef.UNNAMED, Optional.of(Duration.ZERO)),
              Optional.empty());
      case 2 -> permit.lost(Optional.empty());
      case 3 -> permit.unused();
      default -> {
        permit.spent(Usage.of(10, 10), Optional.empty());
        permit.lost(Optional.empty()); // a later ending changes nothing
      }
    }
  }
}
