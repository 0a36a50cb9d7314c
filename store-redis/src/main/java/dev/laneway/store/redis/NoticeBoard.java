package dev.laneway.store.redis;

import dev.laneway.api.spi.store.Notice;
import dev.laneway.api.spi.store.Notices;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Notices: published to those who are there, and kept in a hash for those who come. */
final class NoticeBoard implements Notices {

  private static final String BOARD = "notices";
  private static final long KEPT_SECONDS = 60L * 24 * 60 * 60;

  private final Link link;

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
                    List<String> lines = new String(words, StandardCharsets.UTF_8).lines().toList();
                    long until = Long.parseLong(lines.get(3));
                    if (until > now) {
                      current.add(new Notice(key, lines.get(4), until));
                    } else {
                      old.add(key);
                    }
                  });
              if (!old.isEmpty()) {
                String[] gone = old.toArray(new String[0]);
                var unused = link.ask(redis -> redis.hdel(link.key(BOARD), gone));
              }
              return current;
            });
  }
}
