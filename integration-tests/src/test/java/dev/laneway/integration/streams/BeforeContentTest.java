package dev.laneway.integration.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.Attempt;
import dev.laneway.api.LaneId;
import dev.laneway.api.ProviderFailure.Kind;
import dev.laneway.api.StreamRecovery;
import dev.laneway.core.Router;
import dev.laneway.integration.faults.Family;
import dev.laneway.testkit.Fault;
import dev.laneway.testkit.FaultyVendor;
import dev.laneway.testkit.RecordedVendor;
import dev.laneway.testkit.VendorReply;
import java.net.URI;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Until the first content nothing has been shown, and another lane takes over unseen. */
class BeforeContentTest {

  private static final Set<Kind> VENDOR_IS_ILL = EnumSet.of(Kind.UNAVAILABLE, Kind.UNREADABLE);

  private static final String SLOW_DOWN = "{\"error\":{\"message\":\"slow down\"}}";

  private static final String GEMINI_MINUTE =
      """
      {"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"Slow down.","details":[
        {"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{
          "quotaId":"GenerateRequestsPerMinutePerProjectPerModel-FreeTier","quotaValue":"5"}]},
        {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"31s"}]}}""";

  /** Whatever a transport can do to a stream that has not said anything. */
  private static Map<String, Fault> faultsOf(Family family) {
    String begun = family.piece("never seen");
    String torn = begun.substring(0, begun.length() / 2);
    Map<String, Fault> faults = new LinkedHashMap<>();
    faults.put("reset", Fault.reset());
    faults.put("closed without an answer", Fault.close());
    faults.put("no headers", Fault.noHeaders());
    faults.put("stall after headers", Fault.stallAfterHeaders(family.stream()));
    faults.put("cut within its first event", Fault.cutAfter(family.stream(begun), 9));
    faults.put("reset within its first event", Fault.resetAfter(family.stream(begun), 9));
    faults.put("ends within its first event", Fault.reply(family.stream(torn)));
    faults.put("empty", Fault.reply(family.stream("")));
    faults.put("HTML in place of a stream", Fault.html(200));
    faults.put("HTML of a proxy", Fault.html(502));
    faults.put("broken JSON", Fault.reply(family.stream(begun.replace("\":", "\""))));
    faults.put("an endless line", Fault.endlessLine(family.stream(torn)));
    faults.put("an error in the stream", Fault.reply(family.stream(family.error())));
    faults.put("a server error", Fault.reply(VendorReply.json(500, "{\"error\":\"oops\"}")));
    faults.put("a redirect", Fault.redirect(URI.create("http://127.0.0.1:9/")));
    return faults;
  }

  static Stream<Arguments> families_and_faults() {
    return Stream.of(Family.values())
        .flatMap(
            family ->
                faultsOf(family).entrySet().stream()
                    .map(fault -> Arguments.of(family, fault.getKey(), fault.getValue())));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("families_and_faults")
  void another_lane_answers_and_the_reader_sees_nothing_of_it(
      Family family, String name, Fault fault) {
    try (FaultyVendor first = FaultyVendor.that(fault)) {
      Attempt failed = requireUnseenFailover(family, first.url());
      assertThat(failed.failure().orElseThrow().kind())
          .describedAs("%s", failed)
          .isIn(VENDOR_IS_ILL);
    }
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void a_port_on_which_nobody_listens_is_passed_over(Family family) {
    try (FaultyVendor.Refusing first = new FaultyVendor.Refusing()) {
      assertThat(requireUnseenFailover(family, first.url()).failure().orElseThrow().kind())
          .isEqualTo(Kind.UNAVAILABLE);
    }
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void what_does_not_speak_tls_is_passed_over(Family family) {
    for (Fault fault : new Fault[] {Fault.plainText(), Fault.tlsWithoutCertificate()}) {
      try (FaultyVendor first = FaultyVendor.that(fault)) {
        assertThat(requireUnseenFailover(family, first.tlsUrl()).failure().orElseThrow().kind())
            .isEqualTo(Kind.UNAVAILABLE);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void a_throttled_stream_moves_on_and_its_lane_rests(Family family) {
    VendorReply throttled =
        VendorReply.json(429, family == Family.GEMINI ? GEMINI_MINUTE : SLOW_DOWN)
            .header("retry-after", "31");
    try (FaultyVendor first = FaultyVendor.that(Fault.reply(throttled))) {
      Attempt failed = requireUnseenFailover(family, first.url());
      assertThat(failed.failure().orElseThrow().kind()).isEqualTo(Kind.THROTTLED);
      assertThat(failed.failure().orElseThrow().retryIn().orElseThrow()).hasSeconds(31);
    }
  }

  private static Attempt requireUnseenFailover(Family family, URI first) {
    try (RecordedVendor second = RecordedVendor.start().replies(Family.OPENAI.stream());
        Router router = TwoLanes.impatient(family, first, second.url())) {
      Heard heard = Heard.from(router, TwoLanes.options(StreamRecovery.FAIL));

      assertThat(heard.reply().text()).isEqualTo(Family.TEXT);
      assertThat(heard.text()).isEqualTo(Family.TEXT);
      assertThat(heard.switches()).isEmpty();
      assertThat(heard.receipt().lane()).contains(TwoLanes.SECOND);
      assertThat(heard.receipt().fallback()).isTrue();
      assertThat(heard.receipt().attempts())
          .extracting(Attempt::lane)
          .containsExactly(TwoLanes.first(family), TwoLanes.SECOND);
      assertThat(heard.receipt().toString()).contains(TwoLanes.first(family) + " failed");
      return heard.receipt().attempts().get(0);
    }
  }

  @Test
  void a_thousand_pieces_that_say_nothing_use_up_no_room() {
    String nothing = Family.OPENAI.piece("").repeat(1_000);
    VendorReply wordy =
        Family.OPENAI.stream(nothing + Family.OPENAI.piece("at last") + Family.OPENAI.end());
    try (RecordedVendor first = RecordedVendor.start().replies(wordy);
        Router router = TwoLanes.impatient(Family.OPENAI, first.url(), first.url())) {
      Heard heard = Heard.from(router, TwoLanes.options(StreamRecovery.FAIL));

      assertThat(heard.reply().text()).isEqualTo("at last");
      assertThat(heard.receipt().lane()).contains(LaneId.of("openai-compat@first/m-1"));
    }
  }
}
