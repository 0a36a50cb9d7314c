package dev.laneway.api.spi.store;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Counts what all members take together. Exact: of two claims for the last one, one is granted. */
public interface Allowances {

  /** Whether allowances of this kind are counted here; others stay each member's own. */
  boolean counts(Allowance allowance);

  /** Takes all that is claimed together, or nothing. */
  CompletionStage<Verdict> take(List<Claim> claims);

  /** Corrects what was claimed. */
  CompletionStage<Void> settle(List<Settlement> settlements);

  /** Counts what this member took while the store was away, or lost its memory. */
  CompletionStage<Void> restate(List<Taken> taken);

  /** This member is alive; answers how many are, itself included. Asked twice a second or so. */
  CompletionStage<Integer> beat();
}
