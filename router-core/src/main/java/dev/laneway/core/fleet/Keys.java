package dev.laneway.core.fleet;

import dev.laneway.api.Resource;
import dev.laneway.api.Window;
import dev.laneway.api.spi.store.Allowance;
import dev.laneway.core.budget.SharedBudget;
import dev.laneway.core.quota.Limit;
import dev.laneway.core.quota.Pool;
import dev.laneway.core.quota.Sharing.Draw;
import dev.laneway.core.time.Moment;
import dev.laneway.core.time.Turn;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What limits and budgets are called in a store. No tenant and no key can be read there. */
final class Keys {

  /** Stores count in whole numbers that a double can hold; a call's cost is rounded up to these. */
  static final long PICODOLLARS = 1_000;

  private Keys() {}

  static String of(Pool pool, Limit limit) {
    Window window = limit.window();
    return pool.name()
        + '|'
        + limit.resource()
        + '|'
        + window.kind()
        + ' '
        + window.length()
        + (window.kind() == Window.Kind.CALENDAR_DAY || window.kind() == Window.Kind.CALENDAR_MONTH
            ? " " + window.zone()
            : "");
  }

  static String ofTurn(String key, long since) {
    return key + '|' + since;
  }

  static boolean isTurn(Limit limit) {
    return switch (limit.window().kind()) {
      case FIXED, CALENDAR_DAY, CALENDAR_MONTH -> true;
      case ROLLING, BUCKET -> false;
    };
  }

  static Allowance allowance(String key, Draw draw) {
    Limit limit = draw.limit();
    if (isTurn(limit)) {
      long end = Turn.of(limit.window(), draw.since()).endMillis();
      return Allowance.turn(ofTurn(key, draw.since()), limit.amount(), end);
    }
    return sample(key, limit);
  }

  private static Allowance sample(String key, Limit limit) {
    long length = limit.window().length().toMillis();
    return limit.window().kind() == Window.Kind.BUCKET
        ? Allowance.bucket(key, limit.amount(), Math.max(1, length), limit.burst())
        : Allowance.rolling(key, limit.amount(), Math.max(1, length));
  }

  /** An allowance of the limit's kind, to ask whether such are counted. */
  static Allowance kindOf(Limit limit) {
    return isTurn(limit) ? Allowance.turn("", limit.amount(), 0) : sample("", limit);
  }

  static boolean canBeShared(Limit limit) {
    return limit.resource() != Resource.CONCURRENCY;
  }

  static Allowance allowance(SharedBudget budget, Moment now) {
    long ends = budget.endsAtMillis(now);
    long most = budget.isHard() ? budget.most().picodollars() / PICODOLLARS : Long.MAX_VALUE >> 12;
    return Allowance.turn("budget|" + digest(budget.name()) + '|' + ends, most, ends);
  }

  private static String digest(String name) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 12);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }
}
