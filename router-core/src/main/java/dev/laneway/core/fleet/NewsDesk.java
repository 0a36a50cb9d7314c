package dev.laneway.core.fleet;

import dev.laneway.api.spi.store.Notice;
import dev.laneway.api.spi.store.Notices;
import dev.laneway.api.time.TimeSource;
import dev.laneway.core.event.Events;
import dev.laneway.core.event.RouterEvent;
import dev.laneway.core.quota.Pool;
import dev.laneway.core.quota.Sharing;
import dev.laneway.core.schedule.Scheduler;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this router tells the others of pools and limits, and what it does when they tell. */
final class NewsDesk {

  private static final Logger log = LoggerFactory.getLogger(NewsDesk.class);

  private final Optional<Notices> notices;
  private final Scheduler scheduler;
  private final Map<String, Pool> pools;
  private final Seats seats;
  private final Events events;
  private final TimeSource time;

  NewsDesk(
      Optional<Notices> notices,
      Scheduler scheduler,
      Map<String, Pool> pools,
      Seats seats,
      Events events,
      TimeSource time) {
    this.notices = notices;
    this.scheduler = scheduler;
    this.pools = pools;
    this.seats = seats;
    this.events = events;
    this.time = time;
  }

  /** Takes up what was told before this router came. */
  void readAll() {
    notices.ifPresent(
        board -> {
          var unused = board.current().thenAccept(known -> known.forEach(this::noticed));
        });
  }

  /** A pool rests here. Called with the scheduler's lock held. */
  void rested(Pool pool, Duration rest, boolean stated, boolean oneFirst, String because) {
    if (pool.sharing() != null) {
      long until = time.now().plus(rest).toEpochMilli();
      tell(News.of(new News.Rest(pool.name(), until, stated, oneFirst, because)));
    }
  }

  /** A limit was learned here. Called with the scheduler's lock held. */
  void learned(Pool pool) {
    Sharing sharing = pool.sharing();
    if (sharing != null) {
      seats.forget();
      long now = time.now().toEpochMilli();
      sharing.limits().forEach(limit -> tell(News.of(pool, limit, now)));
    }
  }

  private void tell(Notice notice) {
    notices.ifPresent(
        board ->
            scheduler.whenFree(
                () -> {
                  var unused =
                      board
                          .publish(notice)
                          .exceptionally(
                              away -> {
                                log.debug("A notice could not be given", away);
                                return null;
                              });
                }));
  }

  /** Another member gave a notice; one that a later release gave may not be understood here. */
  void noticed(Notice notice) {
    Optional<News.Rest> rest;
    Optional<News.Learned> learned;
    try {
      rest = News.rest(notice);
      learned = News.learned(notice);
    } catch (IllegalArgumentException | DateTimeException foreign) {
      log.warn("Notice {} cannot be read, and is passed over", notice.key());
      return;
    }
    rest.ifPresent(this::rest);
    learned.ifPresent(this::learn);
  }

  private void rest(News.Rest rest) {
    Pool pool = pools.get(rest.pool());
    Duration left = Duration.ofMillis(rest.untilMillis() - time.now().toEpochMilli());
    if (pool == null || left.isNegative() || left.isZero()) {
      return;
    }
    String because = rest.because() + ", another router was told";
    scheduler.guarded(now -> pool.rest(left, rest.oneFirst(), because, now));
    events.tell(new RouterEvent.PoolResting(pool.name(), left, rest.stated(), because));
  }

  private void learn(News.Learned learned) {
    Pool pool = pools.get(learned.pool());
    if (pool == null) {
      return;
    }
    String[] limits = new String[1];
    scheduler.guarded(
        now -> {
          if (pool.learn(learned.limit(), now)) {
            seats.forget();
            limits[0] = pool.limitsInWords(now);
          }
        });
    if (limits[0] != null) {
      events.tell(new RouterEvent.LimitLearned(pool.name(), limits[0]));
    }
  }
}
