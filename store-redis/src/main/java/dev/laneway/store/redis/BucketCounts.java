package dev.laneway.store.redis;

import dev.laneway.api.spi.store.Allowance;
import dev.laneway.api.spi.store.Claim;
import dev.laneway.api.spi.store.Verdict;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Token buckets, by Bucket4j's own back-end on the same connection. */
final class BucketCounts {

  private static final Duration KEPT = Duration.ofMinutes(1);

  private final Link link;
  private volatile @Nullable Made made;

  private record Made(
      StatefulRedisConnection<String, byte[]> connection, AsyncProxyManager<String> buckets) {}

  BucketCounts(Link link) {
    this.link = link;
  }

  private CompletableFuture<AsyncBucketProxy> bucket(Allowance allowance) {
    return link.commands().thenApply(connection -> bucket(on(connection), allowance));
  }

  private AsyncProxyManager<String> on(StatefulRedisConnection<String, byte[]> connection) {
    Made known = made;
    if (known == null || known.connection() != connection) {
      known =
          new Made(
              connection,
              Bucket4jLettuce.casBasedBuilder(connection)
                  .clientClock(link.clock())
                  .expirationAfterWrite(
                      ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT))
                  .build()
                  .asAsync());
      made = known;
    }
    return known.buckets();
  }

  private AsyncBucketProxy bucket(AsyncProxyManager<String> manager, Allowance allowance) {
    Duration length = Duration.ofMillis(allowance.lengthMillis());
    long mostThatRefills = length.toNanos(); // Bucket4j knows nothing faster than one a nanosecond
    BucketConfiguration configuration =
        BucketConfiguration.builder()
            .addLimit(
                limit ->
                    limit
                        .capacity(Math.max(1, allowance.burst()))
                        .refillGreedy(
                            Math.max(1, Math.min(allowance.limit(), mostThatRefills)), length))
            .build();
    String key = link.key(allowance.key() + '|' + allowance.limit() + '/' + allowance.burst());
    return manager.builder().build(key, () -> CompletableFuture.completedFuture(configuration));
  }

  CompletableFuture<Verdict> take(Claim claim) {
    Allowance allowance = claim.allowance();
    if (allowance.limit() == 0) {
      return CompletableFuture.completedFuture(
          new Verdict(List.of(0L), 0, allowance.lengthMillis()));
    }
    if (claim.amount() == 0) {
      return bucket(allowance)
          .thenCompose(AsyncBucketProxy::getAvailableTokens)
          .thenApply(left -> Verdict.granted(List.of(left)));
    }
    return bucket(allowance)
        .thenCompose(bucket -> bucket.tryConsumeAndReturnRemaining(claim.amount()))
        .thenApply(
            probe -> {
              if (!probe.isConsumed()) {
                long wait = probe.getNanosToWaitForRefill();
                return new Verdict(
                    List.of(probe.getRemainingTokens()),
                    0,
                    Math.min(allowance.lengthMillis(), wait / 1_000_000 + 1));
              }
              publish(claim);
              return Verdict.granted(List.of(probe.getRemainingTokens()));
            });
  }

  private void publish(Claim claim) {
    String news =
        String.join(
            "\n",
            link.context().member(),
            NewsReader.TAKEN,
            claim.id(),
            "0",
            link.key(claim.allowance().key()) + '\t' + claim.amount());
    var unused = link.ask(redis -> redis.publish(link.channel(), Link.bytes(news)));
  }

  /** Takes so much more whether it is there or not, or gives it back. */
  CompletableFuture<Void> change(Allowance allowance, long by) {
    if (by == 0 || allowance.limit() == 0) {
      return CompletableFuture.completedFuture(null);
    }
    return bucket(allowance)
        .thenCompose(
            bucket ->
                by > 0
                    ? bucket.consumeIgnoringRateLimits(by).thenAccept(wait -> {})
                    : bucket.addTokens(-by));
  }
}
