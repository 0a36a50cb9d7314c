package dev.laneway.core;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Urgency;
import dev.laneway.core.event.RouterEvent;
import dev.laneway.core.event.RouterListener;
import dev.laneway.testkit.ManualTime;
import dev.laneway.testkit.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Routers in virtual time that share one server, and one vendor that counts. */
final class FleetWorld implements AutoCloseable {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration BEAT = Duration.ofMillis(500);

  final ManualTime time = new ManualTime();
  private final long began = time.nanos();
  final FakeServer server = new FakeServer(time);
  final ScriptedProvider acme = ScriptedProvider.under(time);
  final List<Member> members = new ArrayList<>();
  final List<CompletableFuture<ChatReply>> sent = new ArrayList<>();

  /** One router, its connection, and what it tells. */
  record Member(Router router, FakeServer.Link link, List<RouterEvent> events) {

    <E extends RouterEvent> List<E> told(Class<E> kind) {
      return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    boolean isAlone() {
      return told(RouterEvent.StoreLost.class).size()
          > told(RouterEvent.StoreReturned.class).size();
    }
  }

  /** So many routers, all of which know how many they are. */
  FleetWorld(int count, Consumer<RouterBuilder> lanes, Consumer<StoreSettings> terms) {
    acme.anyModel().answers("ok").using(10, 10);
    for (int i = 0; i < count; i++) {
      join(lanes, terms);
    }
    time.advance(Duration.ofSeconds(1));
  }

  Member join(Consumer<RouterBuilder> lanes, Consumer<StoreSettings> terms) {
    FakeServer.Link link = server.link();
    List<RouterEvent> events = new ArrayList<>();
    RouterBuilder builder =
        builder(lanes)
            .listener(
                new RouterListener() {
                  @Override
                  public void onEvent(RouterEvent event) {
                    events.add(event);
                  }
                })
            .store(link, terms);
    Member member = new Member(builder.build(), link, events);
    members.add(member);
    return member;
  }

  RouterBuilder builder(Consumer<RouterBuilder> lanes) {
    RouterBuilder builder =
        Router.builder()
            .provider(acme.asFactory("acme"))
            .account("acme", a -> a.apiKey("k"))
            .timeSource(time)
            .random(new Random(7))
            .executor(Runnable::run)
            .grace(Duration.ZERO);
    lanes.accept(builder);
    return builder;
  }

  Router router(int index) {
    return members.get(index).router();
  }

  /** One router sends one call. */
  void send(int index, ChatRequest request, CallOptions options) {
    sent.add(router(index).chatAsync(request, options));
  }

  /** Each router sends so many calls at once. */
  void burst(int each, CallOptions options) {
    for (int i = 0; i < each; i++) {
      for (Member member : members) {
        sent.add(member.router().chatAsync(ChatRequest.of("Hi"), options));
      }
    }
  }

  /**
   * Each router has heard often enough how quick the store is; what was taken counts no more.
   * Answers how many calls that were.
   */
  int becomeSure() {
    CallOptions patient = World.within(Urgency.INTERACTIVE, MINUTE.multipliedBy(9));
    for (int i = 0; i < 45 * members.size(); i++) {
      send(i % members.size(), ChatRequest.of("Hi"), patient);
      time.advanceUntil(this::allAreAnswered, MINUTE.multipliedBy(2));
    }
    long sinceBeat = (time.nanos() - began) % BEAT.toNanos();
    time.advance(MINUTE.plus(BEAT).minusMillis(10).minusNanos(sinceBeat)); // just before the next
    return acme.calls().size();
  }

  boolean allAreAnswered() {
    return sent.stream().allMatch(CompletableFuture::isDone);
  }

  boolean nobodyIsAlone() {
    return members.stream().noneMatch(Member::isAlone);
  }

  /** The most calls that began within any stretch of this length. */
  int busiest(Duration stretch) {
    List<Long> began = acme.calls().stream().map(call -> call.startedNanos()).sorted().toList();
    int most = 0;
    int from = 0;
    for (int to = 0; to < began.size(); to++) {
      while (began.get(to) - began.get(from) >= stretch.toNanos()) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    return most;
  }

  @Override
  public void close() {
    members.forEach(member -> member.router().close());
  }
}
