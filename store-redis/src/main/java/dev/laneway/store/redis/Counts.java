package dev.laneway.store.redis;

import dev.laneway.api.spi.store.Allowance;
import dev.laneway.api.spi.store.Allowances;
import dev.laneway.api.spi.store.Claim;
import dev.laneway.api.spi.store.Settlement;
import dev.laneway.api.spi.store.Taken;
import dev.laneway.api.spi.store.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Exact counts. Rolling windows and turns are counted by scripts, all claims of a call in one step;
 * buckets by Bucket4j, and given back when something else was refused.
 */
final class Counts implements Allowances {

  private static final long SILENT_MILLIS = 3_000;
  private static final int MOST_AT_ONCE = 200;

  private final Link link;
  private final BucketCounts buckets;

  Counts(Link link, BucketCounts buckets) {
    this.link = link;
    this.buckets = buckets;
  }

  @Override
  public boolean counts(Allowance allowance) {
    return true;
  }

  private static boolean isBucket(Allowance allowance) {
    return allowance.kind() == Allowance.Kind.BUCKET;
  }

  @Override
  public CompletionStage<Verdict> take(List<Claim> claims) {
    for (Claim claim : claims) {
      if (isBucket(claim.allowance())) {
        return new JointTake(this, buckets, claims).run();
      }
    }
    return takeByScript(claims);
  }

  CompletableFuture<Verdict> takeByScript(List<Claim> claims) {
    if (claims.isEmpty()) {
      return CompletableFuture.completedFuture(Verdict.granted(List.of()));
    }
    List<String> keys = new ArrayList<>(claims.size());
    List<byte[]> arguments = new ArrayList<>(3 + 4 * claims.size());
    arguments.add(Link.bytes(link.context().member()));
    arguments.add(Link.bytes(claims.get(0).id()));
    arguments.add(Link.bytes(link.channel()));
    for (Claim claim : claims) {
      keys.add(link.key(claim.allowance().key()));
      arguments.add(kindOf(claim.allowance()));
      arguments.add(Link.bytes(claim.amount()));
      arguments.add(Link.bytes(claim.allowance().limit()));
      arguments.add(Link.bytes(stretchOf(claim.allowance())));
    }
    return Script.TAKE
        .<List<Object>>run(link, keys, arguments)
        .thenApply(answer -> verdict(claims, answer));
  }

  private static byte[] kindOf(Allowance allowance) {
    return Link.bytes(allowance.kind() == Allowance.Kind.ROLLING ? "R" : "T");
  }

  private static long stretchOf(Allowance allowance) {
    return allowance.kind() == Allowance.Kind.ROLLING
        ? allowance.lengthMillis() * 1_000
        : allowance.endsAtMillis();
  }

  private Verdict verdict(List<Claim> claims, List<Object> answer) {
    for (Claim claim : claims) {
      if (claim.allowance().kind() == Allowance.Kind.TURN) {
        link.answered().knew(claim.allowance().key(), (Long) answer.get(2));
      }
    }
    List<Long> left = new ArrayList<>(answer.size() - 3);
    for (Object number : answer.subList(3, answer.size())) {
      left.add((Long) number);
    }
    return new Verdict(left, ((Long) answer.get(0)).intValue(), (Long) answer.get(1));
  }

  @Override
  public CompletionStage<Void> settle(List<Settlement> settlements) {
    List<String> keys = new ArrayList<>();
    List<byte[]> arguments = new ArrayList<>();
    arguments.add(Link.bytes(link.context().member()));
    arguments.add(Link.bytes(link.channel()));
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (Settlement end : settlements) {
      if (isBucket(end.allowance())) {
        all.add(buckets.change(end.allowance(), end.change()));
        continue;
      }
      keys.add(link.key(end.allowance().key()));
      arguments.add(kindOf(end.allowance()));
      arguments.add(Link.bytes(end.id()));
      arguments.add(Link.bytes(end.change()));
      arguments.add(Link.bytes(end.taken()));
      arguments.add(Link.bytes(stretchOf(end.allowance())));
    }
    if (!keys.isEmpty()) {
      all.add(Script.SETTLE.run(link, keys, arguments));
    }
    return CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0]));
  }

  @Override
  public CompletionStage<Void> restate(List<Taken> taken) {
    List<CompletableFuture<?>> all = new ArrayList<>();
    List<Taken> counted = new ArrayList<>();
    for (Taken one : taken) {
      if (isBucket(one.allowance())) {
        all.add(buckets.change(one.allowance(), one.amount()));
      } else {
        counted.add(one);
      }
    }
    for (int from = 0; from < counted.size(); from += MOST_AT_ONCE) {
      all.add(restateSome(counted.subList(from, Math.min(counted.size(), from + MOST_AT_ONCE))));
    }
    return CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0]));
  }

  private CompletableFuture<Long> restateSome(List<Taken> some) {
    List<String> keys = new ArrayList<>(some.size());
    List<byte[]> arguments = new ArrayList<>(1 + 5 * some.size());
    arguments.add(Link.bytes(link.context().member()));
    for (Taken one : some) {
      keys.add(link.key(one.allowance().key()));
      arguments.add(kindOf(one.allowance()));
      arguments.add(Link.bytes(one.id()));
      arguments.add(Link.bytes(one.amount()));
      arguments.add(Link.bytes(one.agoMillis() * 1_000));
      arguments.add(Link.bytes(stretchOf(one.allowance())));
    }
    return Script.RESTATE.run(link, keys, arguments);
  }

  @Override
  public CompletionStage<Integer> beat() {
    long askedAt = link.context().time().nanos();
    return Script.BEAT
        .<List<Object>>run(
            link,
            List.of(link.key("members")),
            List.of(Link.bytes(link.context().member()), Link.bytes(SILENT_MILLIS)))
        .thenApply(
            answer -> {
              link.keepListening();
              link.clock().told((Long) answer.get(1), askedAt, link.context().time().nanos());
              return ((Long) answer.get(0)).intValue();
            })
        .whenComplete(
            (count, thrown) -> {
              if (thrown != null && isOfReplica(thrown)) {
                link.connectAnew();
              }
            });
  }

  /** In a script's error the word stands somewhere in the middle. */
  private static boolean isOfReplica(Throwable thrown) {
    Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
    return String.valueOf(cause.getMessage()).contains("READONLY");
  }
}
