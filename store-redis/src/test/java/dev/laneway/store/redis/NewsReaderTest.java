package dev.laneway.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.spi.store.Allowance;
import dev.laneway.api.spi.store.Claim;
import dev.laneway.api.spi.store.Notice;
import dev.laneway.api.spi.store.StoreContext;
import dev.laneway.api.spi.store.StoreListener;
import dev.laneway.api.time.SystemTime;
import io.lettuce.core.RedisURI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** News come on a connection of their own, and so sooner or later than answers. */
class NewsReaderTest {

  /** Hears what others take. */
  private static final class Ears implements StoreListener {

    private final List<String> heard = new ArrayList<>();
    private Runnable meanwhile = () -> {};

    @Override
    public void taken(String key, String id, long amount, BooleanSupplier isNews) {
      meanwhile.run();
      StoreListener.super.taken(key, id, amount, isNews);
    }

    @Override
    public void taken(String key, String id, long amount) {
      heard.add(id + " took " + amount + " of " + key);
    }

    @Override
    public void noticed(Notice notice) {}

    @Override
    public void workMoved(String id) {}
  }

  private static void read(NewsReader reader, String id, long at, String name) {
    reader.message(
        "{t}:news",
        Link.bytes(String.join("\n", "other", "t", id, "" + at, "{t}:" + name + "\t1")));
  }

  private static Link link(Redis redis, Ears ears) {
    return Link.open(
        RedisURI.create(redis.uri()),
        null,
        new StoreContext("m", "t", SystemTime.start("t"), ears));
  }

  @Test
  void what_an_answer_counts_while_news_are_heard_is_not_counted_again(@TempDir Path folder)
      throws Exception {
    Ears ears = new Ears();
    try (Redis redis = Redis.start(folder);
        Link link = link(redis, ears)) {
      long before = redis.micros();
      Claim ofTurn = new Claim(Allowance.turn("day", 10, Long.MAX_VALUE), "mine", 1);
      ears.meanwhile =
          () ->
              new Counts(link, new BucketCounts(link))
                  .take(List.of(ofTurn))
                  .toCompletableFuture()
                  .join();
      read(new NewsReader(link, link.board()), "early", before, "day");
      assertThat(ears.heard).isEmpty();
    }
  }

  @Test
  void what_an_answer_has_counted_is_not_counted_again(@TempDir Path folder) throws Exception {
    Ears ears = new Ears();
    try (Redis redis = Redis.start(folder);
        Link link = link(redis, ears)) {
      NewsReader reader = new NewsReader(link, link.board());
      long before = redis.micros();
      Claim ofTurn = new Claim(Allowance.turn("day", 10, Long.MAX_VALUE), "mine", 1);
      Claim ofMinute = new Claim(Allowance.rolling("minute", 10, 60_000), "mine", 1);
      new Counts(link, new BucketCounts(link))
          .take(List.of(ofTurn, ofMinute))
          .toCompletableFuture()
          .join();
      long after = redis.micros();
      read(reader, "early", before, "day");
      read(reader, "late", after, "day");
      read(reader, "early", before, "minute"); // whose answers tell nothing of others
      read(reader, "elsewhere", before, "month");
      assertThat(ears.heard)
          .containsExactly(
              "late took 1 of day", "early took 1 of minute", "elsewhere took 1 of month");
    }
  }
}
