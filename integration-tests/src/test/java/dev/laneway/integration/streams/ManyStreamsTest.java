package dev.laneway.integration.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.Budget;
import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.ChatStream;
import dev.laneway.api.Money;
import dev.laneway.core.Router;
import dev.laneway.core.RouterStatus.BudgetStatus;
import dev.laneway.integration.Collected;
import dev.laneway.integration.faults.Family;
import dev.laneway.testkit.Fault;
import dev.laneway.testkit.FaultyVendor;
import dev.laneway.testkit.RecordedVendor;
import dev.laneway.testkit.Visit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many readers, slow readers, and readers that go away. */
class ManyStreamsTest {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final int STREAMS = 1_000;
  private static final int A_HANDFUL = 24;
  private static final CallOptions LONG =
      CallOptions.builder().deadline(Duration.ofMinutes(2)).build();

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.getName().startsWith(SpeakingVendor.THREADS))
        .collect(Collectors.toSet());
  }

  @Test
  void a_thousand_streams_under_way_take_a_handful_of_threads() throws Exception {
    Set<Thread> before = threads();
    String begun = Family.OPENAI.piece("Grüße, ");
    String rest = Family.OPENAI.piece("世界 🌍") + Family.OPENAI.end();
    try (SpeakingVendor vendor = SpeakingVendor.pausing(begun, rest);
        Router router =
            TwoLanes.of(Family.OPENAI, vendor.url(""), vendor.url("")).maxWaiting(1).build()) {
      List<Collected> subscribers = new ArrayList<>();
      List<Iterator<ChatEvent>> iterators = new ArrayList<>();
      for (int i = 0; i < STREAMS / 2; i++) {
        Collected subscriber = Collected.oneByOne();
        router.stream(ChatRequest.of("Hello"), LONG).publisher().subscribe(subscriber);
        subscribers.add(subscriber);
        iterators.add(router.stream(ChatRequest.of("Hello"), LONG).iterator());
      }
      for (Collected subscriber : subscribers) {
        assertThat(subscriber.first().get(60, TimeUnit.SECONDS))
            .isEqualTo(new ChatEvent.TextDelta("Grüße, "));
      }
      for (Iterator<ChatEvent> iterator : iterators) {
        assertThat(iterator.next()).isEqualTo(new ChatEvent.TextDelta("Grüße, "));
      }

      Set<Thread> ours = threads();
      ours.removeAll(before);
      assertThat(ours).hasSizeLessThanOrEqualTo(A_HANDFUL);
      assertThat(router.status().lanes().get(0).underWay()).isEqualTo(STREAMS);

      vendor.goOn();
      for (Collected subscriber : subscribers) {
        assertThat(Heard.textOf(subscriber.ended().get(60, TimeUnit.SECONDS)))
            .isEqualTo(Family.TEXT);
      }
      for (Iterator<ChatEvent> iterator : iterators) {
        List<ChatEvent> events = new ArrayList<>();
        iterator.forEachRemaining(events::add);
        assertThat(Heard.textOf(events)).isEqualTo("世界 🌍");
        assertThat(events.get(events.size() - 1)).isInstanceOf(ChatEvent.Completed.class);
      }
      assertThat(router.status().lanes().get(0).underWay()).isZero();
    }
  }

  @Test
  void a_reader_who_does_not_read_holds_up_nobody() throws Exception {
    int pieces = 20_000;
    StringBuilder body = new StringBuilder();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      body.append(Family.OPENAI.piece(i + " "));
      text.append(i).append(' ');
    }
    String endless = body.append(Family.OPENAI.end()).toString();
    try (RecordedVendor vendor =
            RecordedVendor.start()
                .replies(Family.OPENAI.stream(endless))
                .replies(Family.OPENAI.stream());
        Router router = TwoLanes.of(Family.OPENAI, vendor.url(), vendor.url()).build();
        ChatStream unread = router.stream(ChatRequest.of("Hello"), LONG)) {
      vendor.awaitVisit(0, SOON);
      Collected alsoUnread = Collected.oneByOne();
      List<Collected> others = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        Collected other = i == 0 ? alsoUnread : Collected.eager();
        router.stream(ChatRequest.of("Hello"), LONG).publisher().subscribe(other);
        others.add(other);
      }
      for (Collected other : others) {
        assertThat(Heard.textOf(other.ended().get(20, TimeUnit.SECONDS))).isEqualTo(Family.TEXT);
      }
      assertThat(router.status().lanes().get(0).underWay()).isEqualTo(1);

      StringBuilder read = new StringBuilder();
      unread.forEachText(read::append);
      assertThat(read).hasToString(text.toString());
    }
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void who_leaves_in_mid_stream_closes_the_socket_and_settles(Family family) {
    String begun = family.piece("Grüße, ") + family.piece("世界 ");
    int bytes = begun.getBytes(StandardCharsets.UTF_8).length;
    for (boolean subscribed : new boolean[] {false, true}) {
      try (FaultyVendor vendor = FaultyVendor.that(Fault.stallAfter(family.stream(begun), bytes));
          Router router =
              TwoLanes.of(family, vendor.url(), vendor.url())
                  .budget(Budget.perDay("5.00"))
                  .build()) {
        ChatStream stream = router.stream(ChatRequest.of("Hello"), LONG);
        Runnable leave = begin(stream, subscribed);
        Visit visit = vendor.awaitVisit(0, SOON);
        assertThat(visit.isClosedByClient()).isFalse();
        assertThat(budget(router).reserved()).isGreaterThan(Money.ZERO);

        leave.run();

        visit.awaitClosedByClient(SOON);
        assertThat(budget(router).reserved()).isEqualTo(Money.ZERO);
        assertThat(budget(router).spent()).isGreaterThan(Money.ZERO);
        assertThat(router.status().lanes().get(0).underWay()).isZero();
        assertThat(vendor.visits()).as("nobody else is asked").hasSize(1);
      }
    }
  }

  private static BudgetStatus budget(Router router) {
    return router.status().budgets().get(0);
  }

  private static Runnable begin(ChatStream stream, boolean subscribed) {
    if (!subscribed) {
      assertThat(stream.iterator().next()).isEqualTo(new ChatEvent.TextDelta("Grüße, "));
      return stream::close;
    }
    Collected subscriber = Collected.eager();
    stream.publisher().subscribe(subscriber);
    assertThat(subscriber.first()).succeedsWithin(SOON);
    return subscriber::cancel;
  }
}
