package dev.laneway.store.redis;

import dev.laneway.api.spi.store.Allowance;
import dev.laneway.api.spi.store.Claim;
import dev.laneway.api.spi.store.Settlement;
import dev.laneway.api.spi.store.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Claims of which some are on buckets: buckets and script are asked at the same time, and what was
 * granted is given back when another refuses. Never too much is taken; for a moment too little may
 * seem to be left.
 */
final class JointTake {

  private final Counts counts;
  private final BucketCounts buckets;
  private final List<Claim> claims;

  JointTake(Counts counts, BucketCounts buckets, List<Claim> claims) {
    this.counts = counts;
    this.buckets = buckets;
    this.claims = claims;
  }

  CompletableFuture<Verdict> run() {
    List<Claim> scripted = new ArrayList<>();
    List<CompletableFuture<Verdict>> answers = new ArrayList<>();
    for (Claim claim : claims) {
      if (claim.allowance().kind() == Allowance.Kind.BUCKET) {
        answers.add(buckets.take(claim));
      } else {
        scripted.add(claim);
      }
    }
    answers.add(counts.takeByScript(scripted));
    return CompletableFuture.allOf(answers.toArray(new CompletableFuture<?>[0]))
        .thenApply(done -> together(answers));
  }

  private Verdict together(List<CompletableFuture<Verdict>> answers) {
    Verdict script = answers.get(answers.size() - 1).join();
    List<Long> left = new ArrayList<>(claims.size());
    int bucket = 0;
    int scripted = 0;
    int refused = -1;
    long retry = 0;
    for (int i = 0; i < claims.size(); i++) {
      boolean isBucket = claims.get(i).allowance().kind() == Allowance.Kind.BUCKET;
      Verdict own = isBucket ? answers.get(bucket++).join() : script;
      int index = isBucket ? 0 : scripted++;
      left.add(own.left().get(index));
      if (own.refused() == index && own.retryInMillis() >= retry) {
        refused = i;
        retry = own.retryInMillis();
      }
    }
    if (refused >= 0) {
      giveBack(answers, script);
    }
    return new Verdict(left, refused, retry);
  }

  private void giveBack(List<CompletableFuture<Verdict>> answers, Verdict script) {
    List<Settlement> back = new ArrayList<>();
    int bucket = 0;
    for (Claim claim : claims) {
      boolean isBucket = claim.allowance().kind() == Allowance.Kind.BUCKET;
      boolean granted = isBucket ? answers.get(bucket++).join().isGranted() : script.isGranted();
      if (granted) {
        back.add(new Settlement(claim.allowance(), claim.id(), claim.amount(), 0));
      }
    }
    var unused = counts.settle(back);
  }
}
