package dev.laneway.store.redis;

import static java.util.Objects.requireNonNull;

import dev.laneway.api.spi.store.Allowances;
import dev.laneway.api.spi.store.Notices;
import dev.laneway.api.spi.store.Replies;
import dev.laneway.api.spi.store.Store;
import dev.laneway.api.spi.store.StoreContext;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a fleet of routers share limits, spend and answers through Redis, and tells all of them at
 * once when a vendor said no.
 *
 * <pre>{@code
 * Router.builder().store(RedisStore.at("redis://localhost:6379"))…
 * }</pre>
 */
public final class RedisStore implements Store {

  private final @Nullable RedisURI address;
  private final @Nullable RedisClient given;
  private final long mostBytesOfReplies;
  private @Nullable Link link;
  private @Nullable Counts counts;
  private @Nullable NoticeBoard board;
  private @Nullable ReplyShelf shelf;

  private RedisStore(
      @Nullable RedisURI address, @Nullable RedisClient given, long mostBytesOfReplies) {
    this.address = address;
    this.given = given;
    this.mostBytesOfReplies = mostBytesOfReplies;
  }

  /**
   * The Redis at an address such as {@code redis://user:password@host:6379}, or {@code rediss://}
   * for TLS.
   */
  public static RedisStore at(String uri) {
    return new RedisStore(address(uri), null, DEFAULT_BYTES);
  }

  /** Without the words of others, who repeat the address and the password in it. */
  private static RedisURI address(String uri) {
    try {
      return RedisURI.create(uri);
    } catch (IllegalArgumentException unreadable) {
      throw new IllegalArgumentException(
          "uri of Redis must be like redis://user:password@host:6379, with whatever is special in"
              + " a name or password as %%20; what was given (of %d characters) is not"
                  .formatted(uri.length()));
    }
  }

  private static final long DEFAULT_BYTES = 256L << 20;

  /** The application's own client, whose options are kept; it is not closed with the router. */
  public static RedisStore on(RedisClient client) {
    return new RedisStore(null, requireNonNull(client, "client"), DEFAULT_BYTES);
  }

  /** How many bytes of answers all members keep together, about; 256 MiB unless told. */
  public RedisStore maximumBytesOfReplies(long value) {
    if (value < 1) {
      throw new IllegalArgumentException("maximumBytesOfReplies must be positive, was " + value);
    }
    return new RedisStore(address, given, value);
  }

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public void open(StoreContext context) {
    Link opened = Link.open(address, given, context);
    link = opened;
    counts = new Counts(opened, new BucketCounts(opened));
    board = opened.board();
    shelf = new ReplyShelf(opened, mostBytesOfReplies);
  }

  @Override
  public Optional<Allowances> allowances() {
    return Optional.ofNullable(counts);
  }

  @Override
  public Optional<Notices> notices() {
    return Optional.ofNullable(board);
  }

  @Override
  public Optional<Replies> replies() {
    return Optional.ofNullable(shelf);
  }

  @Override
  public void close() {
    if (link != null) {
      link.close();
    }
  }
}
