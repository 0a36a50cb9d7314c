package dev.laneway.core.fleet;

import dev.laneway.api.LimitRef;
import dev.laneway.api.Resource;
import dev.laneway.api.Window;
import dev.laneway.api.spi.store.Notice;
import dev.laneway.core.quota.Limit;
import dev.laneway.core.quota.Pool;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What routers tell each other, in words that fit a notice. */
final class News {

  private static final Pattern TAB = Pattern.compile("\t");
  private static final String REST = "rest";
  private static final String LIMIT = "limit";
  private static final int MOST_WORDS = 300;
  private static final Duration LIMITS_ARE_KEPT = Duration.ofDays(30);

  private News() {}

  /** A pool rests until then. */
  record Rest(String pool, long untilMillis, boolean stated, boolean oneFirst, String because) {}

  /** A limit was learned. */
  record Learned(String pool, LimitRef limit) {}

  static Notice of(Rest rest) {
    String because = TAB.matcher(rest.because()).replaceAll(" ");
    String words = because.substring(0, Math.min(MOST_WORDS, because.length()));
    return new Notice(
        REST + '|' + rest.pool(),
        String.join(
            "\t",
            REST,
            rest.pool(),
            String.valueOf(rest.untilMillis()),
            String.valueOf(rest.stated()),
            String.valueOf(rest.oneFirst()),
            words),
        rest.untilMillis());
  }

  static Notice of(Pool pool, Limit limit, long nowMillis) {
    Window window = limit.window();
    return new Notice(
        LIMIT + '|' + Keys.of(pool, limit),
        String.join(
            "\t",
            LIMIT,
            pool.name(),
            limit.resource().name(),
            window.kind().name(),
            window.length().toString(),
            window.phase().toString(),
            window.zone().toString(),
            String.valueOf(limit.amount())),
        nowMillis + LIMITS_ARE_KEPT.toMillis());
  }

  static Optional<Rest> rest(Notice notice) {
    List<String> words = List.of(TAB.split(notice.text(), -1));
    return words.size() == 6 && words.get(0).equals(REST)
        ? Optional.of(
            new Rest(
                words.get(1),
                Long.parseLong(words.get(2)),
                Boolean.parseBoolean(words.get(3)),
                Boolean.parseBoolean(words.get(4)),
                words.get(5)))
        : Optional.empty();
  }

  static Optional<Learned> learned(Notice notice) {
    List<String> words = List.of(TAB.split(notice.text(), -1));
    if (words.size() != 8 || !words.get(0).equals(LIMIT)) {
      return Optional.empty();
    }
    Window window =
        new Window(
            Window.Kind.valueOf(words.get(3)),
            Duration.parse(words.get(4)),
            Duration.parse(words.get(5)),
            ZoneId.of(words.get(6)));
    return Optional.of(
        new Learned(
            words.get(1),
            new LimitRef(
                Optional.of(Resource.valueOf(words.get(2))),
                Optional.of(window),
                OptionalLong.of(Long.parseLong(words.get(7))),
                "")));
  }
}
