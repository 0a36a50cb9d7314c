package dev.laneway.integration.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laneway.api.Attempt;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.ChatStream;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.ProviderFailure.Unavailable;
import dev.laneway.api.ProviderFailure.Unavailable.Cause;
import dev.laneway.api.RouterException;
import dev.laneway.api.StreamRecovery;
import dev.laneway.api.spi.Timeouts;
import dev.laneway.core.Router;
import dev.laneway.integration.faults.Family;
import dev.laneway.testkit.Fault;
import dev.laneway.testkit.FaultyVendor;
import dev.laneway.testkit.RecordedVendor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The complaints of the field about streams, each as a test of its row. */
class FieldRowsTest {

  private static final String WORDS_BEFORE = "Grüße, ";

  /** The four faults of a public benchmark of gateways, and the fallback that got no request. */
  @ParameterizedTest
  @EnumSource(Family.class)
  void row_16_a_cut_a_stall_a_broken_chunk_or_an_error_in_band_reaches_the_fallback(Family family) {
    String begun = family.piece(WORDS_BEFORE);
    int bytes = begun.getBytes(StandardCharsets.UTF_8).length;
    List<Fault> faults =
        List.of(
            Fault.cutAfter(family.stream(), bytes),
            Fault.stallAfter(family.stream(), bytes),
            Fault.reply(family.stream(begun + begun.replace("\":", "\""))),
            Fault.reply(family.stream(begun + family.error())));
    for (Fault fault : faults) {
      try (FaultyVendor first = FaultyVendor.that(fault);
          RecordedVendor second = RecordedVendor.start().replies(Family.OPENAI.stream());
          Router router = TwoLanes.impatient(family, first.url(), second.url())) {
        Heard heard = Heard.from(router, TwoLanes.options(StreamRecovery.RESTART));

        assertThat(second.requests()).describedAs("%s", fault).hasSize(1);
        assertThat(heard.textBeforeSwitch()).isEqualTo(WORDS_BEFORE);
        assertThat(heard.textAfterSwitch()).isEqualTo(Family.TEXT);
        assertThat(heard.reply().text()).isEqualTo(Family.TEXT);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void row_17_an_upstream_that_dies_in_mid_answer_is_never_a_clean_end(Family family) {
    String begun = family.piece(WORDS_BEFORE);
    try (FaultyVendor first = FaultyVendor.that(Fault.reply(family.stream(begun)));
        Router router = TwoLanes.impatient(family, first.url(), first.url())) {
      Heard heard = Heard.from(router, TwoLanes.options(StreamRecovery.FAIL));

      assertThat(heard.broken().reason()).isEqualTo(RouterException.Reason.BROKEN);
      assertThat(heard.broken().status()).isEqualTo(502);
      assertThat(heard.broken().textSoFar()).contains(WORDS_BEFORE);
      assertThat(heard.broken().failure().map(ProviderFailure::kind))
          .contains(ProviderFailure.Kind.UNREADABLE);
    }
  }

  @Test
  void row_17_the_whole_reply_of_a_broken_stream_is_an_error_too() {
    String begun = Family.OPENAI.piece(WORDS_BEFORE);
    try (FaultyVendor first = FaultyVendor.that(Fault.reply(Family.OPENAI.stream(begun)));
        Router router = TwoLanes.impatient(Family.OPENAI, first.url(), first.url());
        ChatStream stream =
            router.stream(ChatRequest.of("Hello"), TwoLanes.options(StreamRecovery.FAIL))) {
      assertThatThrownBy(stream::reply)
          .isInstanceOfSatisfying(
              RouterException.class,
              broken -> assertThat(broken.textSoFar()).contains(WORDS_BEFORE));
    }
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void row_18_the_time_to_the_first_content_has_a_limit_of_its_own(Family family) {
    String keptAlive = family == Family.OLLAMA ? "\n" : ": keep-alive\n\n";
    for (Fault fault :
        new Fault[] {
          Fault.noHeaders(),
          Fault.slowly(family.stream(keptAlive.repeat(500)), Duration.ofMillis(9))
        }) {
      try (FaultyVendor first = FaultyVendor.that(fault);
          RecordedVendor second = RecordedVendor.start().replies(Family.OPENAI.stream());
          Router router =
              TwoLanes.of(family, first.url(), second.url())
                  .timeouts(
                      new Timeouts(
                          Duration.ofSeconds(1), Duration.ofSeconds(15), Duration.ofSeconds(20)))
                  .build()) {
        Heard heard = Heard.from(router, TwoLanes.options(StreamRecovery.FAIL));

        assertThat(heard.reply().text()).isEqualTo(Family.TEXT);
        Attempt slow = heard.receipt().attempts().get(0);
        assertThat(slow.failure().orElseThrow()).isInstanceOf(Unavailable.class);
        assertThat(((Unavailable) slow.failure().orElseThrow()).cause()).isEqualTo(Cause.TIMEOUT);
        assertThat(slow.took()).isBetween(Duration.ofMillis(900), Duration.ofSeconds(10));
        first.awaitVisit(0, Duration.ofSeconds(5)).awaitClosedByClient(Duration.ofSeconds(5));
      }
    }
  }
}
