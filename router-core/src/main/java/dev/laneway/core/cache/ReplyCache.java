package dev.laneway.core.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.laneway.api.CacheMode;
import dev.laneway.api.CacheOutcome;
import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.FinishReason;
import dev.laneway.api.LaneId;
import dev.laneway.api.Money;
import dev.laneway.api.Receipt;
import dev.laneway.api.RouterException;
import dev.laneway.api.RouterException.Reason;
import dev.laneway.api.time.TimeSource;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whole answers by everything that may change them. Only complete answers without tools are kept:
 * failures, refusals and cut answers never. Identical calls that are under way share one answer.
 */
public final class ReplyCache {

  /** How long an answer is kept after its time, for callers who allow a stale one. */
  private static final Duration KEPT_STALE = Duration.ofDays(1);

  /** For ever, as far as clocks can count. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final TimeSource time;
  private final Duration timeToLive;
  private final boolean tenantsShare;
  private final Cache<CacheKey, Stored> answers;
  private final Map<CacheKey, Flight> flights = new ConcurrentHashMap<>();

  private volatile @Nullable Shelf shelf;

  private record Stored(ChatReply reply, long at) {}

  /** A cache of this many bytes, about; answers are fresh for so long. */
  public ReplyCache(TimeSource time, Duration timeToLive, long maximumBytes, boolean tenantsShare) {
    this.time = time;
    this.timeToLive = shorter(timeToLive, LONGEST);
    this.tenantsShare = tenantsShare;
    this.answers =
        Caffeine.newBuilder()
            .maximumWeight(maximumBytes)
            .weigher((CacheKey key, Stored stored) -> Weights.of(key, stored.reply()))
            .expireAfterWrite(this.timeToLive.plus(KEPT_STALE))
            .ticker(time::nanos)
            .executor(Runnable::run)
            .build();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  /** Looks on this shelf, too, before anybody is sent for an answer. */
  public void sharedOn(Shelf fleets) {
    shelf = fleets;
  }

  /** The key of a call on a route. */
  public CacheKey keyOf(ChatRequest request, String route, CallOptions options) {
    String lanes = options.lane().map(LaneId::toString).orElse(route);
    String choice = options.strict() ? lanes + ", strict" : lanes;
    return new CacheKey(request, choice, tenantsShare ? "" : options.tenant());
  }

  /**
   * A stored answer, a share of one that is under way, or a new one.
   *
   * @param send is told what the cache has to do with what it sends for
   */
  public CompletableFuture<ChatReply> answer(
      CacheKey key,
      CallOptions options,
      Function<CacheOutcome, CompletableFuture<ChatReply>> send) {
    Optional<ChatReply> hit = hit(key, options);
    if (hit.isPresent()) {
      return CompletableFuture.completedFuture(hit.get());
    }
    if (options.cache() == CacheMode.CACHED_ONLY) {
      return shelved(
          key,
          outcome ->
              CompletableFuture.failedFuture(
                  RouterException.because(
                          Reason.NOT_CACHED, "no stored answer, and none may be sent for")
                      .build()));
    }
    if (options.cache() == CacheMode.BYPASS) {
      return send.apply(CacheOutcome.UNUSED);
    }
    return join(key, options, send);
  }

  private CompletableFuture<ChatReply> shelved(
      CacheKey key, Function<CacheOutcome, CompletableFuture<ChatReply>> send) {
    Shelf fleets = shelf;
    return fleets == null
        ? send.apply(CacheOutcome.MISS)
        : Lookup.of(
            fleets.find(key),
            reply -> outOfCache(reply, CacheOutcome.HIT),
            () -> send.apply(CacheOutcome.MISS));
  }

  /** A stored answer that is fresh, unless the call goes around the cache. */
  public Optional<ChatReply> hit(CacheKey key, CallOptions options) {
    if (options.cache() == CacheMode.BYPASS || options.cache() == CacheMode.REFRESH) {
      return Optional.empty();
    }
    return stored(key, timeToLive, CacheOutcome.HIT);
  }

  /**
   * A stored answer that is no longer fresh, instead of an error for want of lanes before anything
   * was shown, if the caller allows one so old.
   */
  public Optional<ChatReply> insteadOf(Throwable thrown, CacheKey key, CallOptions options) {
    boolean allowed = !options.maxStale().isZero() && options.cache() != CacheMode.BYPASS;
    return !allowed || !isForWantOfLanes(thrown)
        ? Optional.empty()
        : stored(key, timeToLive.plus(shorter(options.maxStale(), KEPT_STALE)), CacheOutcome.STALE);
  }

  private static boolean isForWantOfLanes(Throwable thrown) {
    return thrown instanceof RouterException error
        && error.textSoFar().isEmpty()
        && switch (error.reason()) {
          case LIMITED, BUDGET, UNAVAILABLE, DROPPED, DEADLINE -> true;
          default -> false;
        };
  }

  private Optional<ChatReply> stored(CacheKey key, Duration oldest, CacheOutcome outcome) {
    Stored stored = answers.getIfPresent(key);
    if (stored == null || time.nanos() - stored.at() >= oldest.toNanos()) {
      return Optional.empty();
    }
    return Optional.of(outOfCache(stored.reply(), outcome));
  }

  private static ChatReply outOfCache(ChatReply reply, CacheOutcome outcome) {
    Receipt original = reply.receipt();
    Receipt.Builder receipt =
        Receipt.builder().route(original.route()).cost(Optional.of(Money.ZERO)).cache(outcome);
    original.lane().ifPresent(receipt::lane);
    return reply.toBuilder().receipt(receipt.build()).build();
  }

  /** Keeps an answer, if it is one that may be kept. */
  public void store(CacheKey key, ChatReply reply) {
    boolean whole = reply.finishReason() == FinishReason.STOP && !reply.text().isEmpty();
    if (whole && reply.toolCalls().isEmpty() && key.request().tools().isEmpty()) {
      if (reply.receipt().cache() == CacheOutcome.HIT) {
        return; // from the shelf, which knows how old it is
      }
      answers.put(key, new Stored(reply, time.nanos()));
      Shelf fleets = shelf;
      if (fleets != null) {
        fleets.keep(key, reply, timeToLive);
      }
    }
  }

  private CompletableFuture<ChatReply> join(
      CacheKey key,
      CallOptions options,
      Function<CacheOutcome, CompletableFuture<ChatReply>> send) {
    Flight mine = new Flight(this, key);
    Flight flight = flights.putIfAbsent(key, mine);
    if (flight == null) {
      Share first = mine.first(options, send);
      mine.fly(
          Share.sent(
              options.cache() == CacheMode.REFRESH
                  ? () -> send.apply(CacheOutcome.MISS)
                  : () -> shelved(key, send)));
      return first;
    }
    Share share = flight.board(options, send);
    return share == null ? join(key, options, send) : share;
  }

  TimeSource time() {
    return time;
  }

  /** The flight has ended: the next call with its key starts another. */
  void landed(CacheKey key, Flight flight) {
    flights.remove(key, flight);
  }
}
