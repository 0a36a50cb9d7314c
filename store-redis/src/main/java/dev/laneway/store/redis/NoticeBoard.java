package dev.laneway.store.redis;

import dev.laneway.api.spi.store.Notice;
import dev.laneway.api.spi.store.Notices;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices: published to those who are there, and kept in a hash for those who come. */
final class NoticeBoard implements Notices {

  private static final Logger log = LoggerFactory.getLogger(NoticeBoard.class);

  private static final String BOARD = "notices";
  private static final long KEPT_SECONDS = 60L * 24 * 60 * 60;

  private final Link link;
  private final Map<String, Notice> known = new ConcurrentHashMap<>();

  NoticeBoard(Link link) {
    this.link = link;
  }

  @Override
  public CompletionStage<Void> publish(Notice notice) {
    String words =
        String.join(
            "\n",
            link.context().member(),
            NewsReader.NOTICE,
            notice.key(),
            Long.toString(notice.untilMillis()),
            notice.text().replace('\n', ' '));
    return link.ask(
            redis -> {
              var kept = redis.hset(link.key(BOARD), notice.key(), Link.bytes(words));
              return kept.thenCombine(
                  redis.publish(link.channel(), Link.bytes(words)), (isNew, heard) -> heard);
            })
        .thenCompose(heard -> link.ask(redis -> redis.expire(link.key(BOARD), KEPT_SECONDS)))
        .thenAccept(heard -> {});
  }

  /** A notice of these lines, if they are one. */
  private static Optional<Notice> read(List<String> lines) {
    if (lines.size() < 5 || !NewsReader.isNumber(lines.get(3))) {
      return Optional.empty();
    }
    return Optional.of(new Notice(lines.get(2), lines.get(4), Long.parseLong(lines.get(3))));
  }

  /** What others have put up, as far as it has not been told yet. */
  @Override
  public CompletionStage<List<Notice>> current() {
    return link.ask(redis -> redis.hgetall(link.key(BOARD)))
        .thenApply(
            board -> {
              long now = link.context().time().now().toEpochMilli();
              List<Notice> current = new ArrayList<>();
              List<String> old = new ArrayList<>();
              board.forEach(
                  (key, words) -> {
                    List<String> lines = NewsReader.lines(words);
                    Optional<Notice> notice = read(lines);
                    if (notice.isEmpty()) {
                      log.warn("Notice {} cannot be read, and is passed over", key);
                    } else if (notice.get().untilMillis() <= now) {
                      old.add(key);
                    } else if (!link.isOurs(lines) && isNews(notice.get())) {
                      current.add(notice.get());
                    }
                  });
              if (!old.isEmpty()) {
                String[] gone = old.toArray(new String[0]);
                var unused = link.ask(redis -> redis.hdel(link.key(BOARD), gone));
              }
              return current;
            });
  }

  private boolean isNews(Notice notice) {
    return !notice.equals(known.put(notice.key(), notice));
  }

  /** Another member gave a notice. */
  void heard(List<String> lines) {
    read(lines).filter(this::isNews).ifPresent(link.context().listener()::noticed);
  }

  /** Tells what was put up while no news were heard. */
  void catchUp() {
    var unused = current().thenAccept(all -> all.forEach(link.context().listener()::noticed));
  }
}
