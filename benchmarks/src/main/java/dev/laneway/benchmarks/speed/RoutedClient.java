package dev.laneway.benchmarks.speed;

import dev.laneway.api.Budget;
import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.ChatStream;
import dev.laneway.core.Router;
import dev.laneway.core.RouterBuilder;
import dev.laneway.core.event.RouterEvent;
import dev.laneway.core.event.RouterListener;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The router with everything switched on: a route of three lanes with three limits each, a budget,
 * a cache that is missed each time, a listener.
 */
final class RoutedClient implements Contender {

  private static final String PROVIDER = "openai-compat@";
  private static final String[] LANES = {
    PROVIDER + "a/m-1", PROVIDER + "b/m-1", PROVIDER + "c/m-1"
  };

  private final Router router;
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicLong heard = new AtomicLong();
  private final CallOptions options =
      CallOptions.builder().route("all").deadline(Duration.ofSeconds(60)).build();

  RoutedClient(URI base) {
    this(base, settings -> {});
  }

  /** A setting more. */
  interface More {
    void to(RouterBuilder settings);
  }

  RoutedClient(URI base, More more) {
    RouterBuilder settings = Router.builder();
    for (String lane : LANES) {
      String account = lane.substring(0, lane.indexOf('/'));
      settings
          .account(account, a -> a.baseUrl(base).apiKey(account).project(account))
          .lane(
              lane,
              l ->
                  l.price(0.10, 0.40)
                      .quota(
                          q ->
                              q.requestsPerMinute(1_000_000_000)
                                  .tokensPerMinute(1_000_000_000_000L)
                                  .requestsPerDay(100_000_000_000L)));
    }
    settings
        .route("all", r -> r.fallback(LANES))
        .budget(Budget.perDay("1000000.00"))
        .cache(c -> c.timeToLive(Duration.ofMinutes(10)).maximumBytes(4 << 20))
        .listener(
            new RouterListener() {
              @Override
              public void onAttempt(RouterEvent.AttemptFinished event) {
                heard.incrementAndGet();
              }
            });
    more.to(settings);
    router = settings.build();
  }

  Router router() {
    return router;
  }

  /** Another prompt each time, so that no stored answer fits. */
  private ChatRequest request() {
    return ChatRequest.builder()
        .system(Answers.PROMPT)
        .user(Long.toString(numbers.incrementAndGet()))
        .maxOutputTokens(100)
        .build();
  }

  @Override
  public long call() {
    ChatReply reply = router.chat(request(), options);
    return reply.text().length() + reply.usage().inputTokens() + reply.usage().outputTokens();
  }

  @Override
  public long stream(Runnable first) {
    long[] pieces = new long[1];
    try (ChatStream stream = router.stream(request(), options)) {
      stream.forEachText(
          text -> {
            if (pieces[0]++ == 0) {
              first.run();
            }
          });
    }
    return pieces[0];
  }

  @Override
  public void close() {
    router.close();
  }
}
