package dev.laneway.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laneway.api.ProviderFailure.Kind;
import dev.laneway.api.Usage;
import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderContext;
import dev.laneway.api.spi.ProviderFactory;
import dev.laneway.api.spi.ProviderSettings;
import dev.laneway.testkit.PlainProvider.Flaw;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The contract lets good providers pass and catches those that break it. */
class ProviderContractTest {

  /** A check of the contract. */
  private interface Check {
    void of(Contract contract) throws Throwable;
  }

  @TestFactory
  Stream<DynamicTest> a_provider_that_keeps_the_contract_passes() {
    Stream<Check> checks =
        Stream.of(
            Contract::a_whole_reply_has_its_text_and_usage,
            Contract::the_model_is_sent_as_the_control_says_and_the_key_only_in_a_header,
            Contract::a_throttled_reply_carries_the_wait_that_the_vendor_asked_for,
            Contract::a_key_that_the_vendor_repeats_is_blotted_out,
            Contract::a_redirect_is_not_followed,
            Contract::a_failure_is_never_thrown_but_told,
            Contract::a_call_that_fails_was_sent_once,
            contract -> all(contract.each_failure_is_told_for_what_it_is()),
            contract -> all(contract.what_is_no_answer_is_unreadable()),
            Contract::closing_a_provider_twice_cancels_what_is_under_way,
            Contract::closing_a_provider_ends_its_streams,
            Contract::a_reader_gets_no_more_events_than_it_asked_for,
            Contract::nothing_is_sent_before_somebody_subscribes,
            Contract::a_silent_stream_meets_a_time_out,
            Contract::cancelling_a_stream_closes_its_connection,
            contract -> all(contract.unknown_members_are_ignored()),
            contract -> all(contract.broken_connections_are_unavailable()),
            contract -> all(contract.a_silent_vendor_meets_a_time_out()),
            contract -> all(contract.cancelling_a_call_closes_its_connection()),
            contract -> all(contract.the_events_of_a_stream_add_up_to_the_whole_reply()),
            contract -> all(contract.a_stream_without_its_end_fails()));
    return checks.map(check -> DynamicTest.dynamicTest("honest", () -> run(check)));
  }

  private static void run(Check check) throws Throwable {
    run(check, new Contract(EnumSet.noneOf(Flaw.class), ProviderProbe.SOON));
  }

  @Test
  void wrong_figures_are_caught() {
    caught(Flaw.WRONG_USAGE, Contract::a_whole_reply_has_its_text_and_usage);
  }

  @Test
  void a_key_in_an_address_is_caught() {
    caught(
        Flaw.KEY_IN_ADDRESS,
        Contract::the_model_is_sent_as_the_control_says_and_the_key_only_in_a_header);
  }

  @Test
  void a_key_in_a_failure_is_caught() {
    caught(Flaw.TALKS_OF_KEYS, Contract::a_key_that_the_vendor_repeats_is_blotted_out);
  }

  @Test
  void a_lost_hint_is_caught() {
    caught(
        Flaw.DEAF_TO_HINTS, Contract::a_throttled_reply_carries_the_wait_that_the_vendor_asked_for);
  }

  @Test
  void a_failure_of_the_wrong_kind_is_caught() {
    caught(Flaw.BLAMES_THE_VENDOR, contract -> all(contract.each_failure_is_told_for_what_it_is()));
  }

  @Test
  void an_answer_made_of_nothing_is_caught() {
    caught(Flaw.TAKES_ANYTHING, contract -> all(contract.what_is_no_answer_is_unreadable()));
  }

  @Test
  void a_thrown_exception_is_caught() {
    Contract contract = new Contract(EnumSet.of(Flaw.THROWS), ProviderProbe.SOON);

    assertThatThrownBy(() -> run(Contract::a_failure_is_never_thrown_but_told, contract))
        .hasMessage("not today");
  }

  @Test
  void a_stream_without_its_last_event_is_caught() {
    caught(
        Flaw.NEVER_COMPLETES,
        contract -> all(contract.the_events_of_a_stream_add_up_to_the_whole_reply()));
  }

  @Test
  void a_stream_that_pushes_is_caught() {
    caught(Flaw.PUSHES, Contract::a_reader_gets_no_more_events_than_it_asked_for);
  }

  @Test
  void a_call_that_is_sent_twice_is_caught() {
    caught(Flaw.RETRIES, Contract::a_call_that_fails_was_sent_once);
  }

  @Test
  void a_key_that_follows_a_redirect_is_caught() {
    caught(Flaw.FOLLOWS, Contract::a_redirect_is_not_followed);
  }

  @Test
  void a_stream_that_is_asked_for_before_its_reader_comes_is_caught() {
    caught(Flaw.SENDS_EARLY, Contract::nothing_is_sent_before_somebody_subscribes);
  }

  @Test
  void a_call_that_cannot_be_cancelled_is_caught() {
    never(
        Flaw.DEAF_TO_CANCELLING,
        contract -> all(contract.cancelling_a_call_closes_its_connection()),
        "the client did not close the connection");
  }

  @Test
  void a_stream_that_cannot_be_cancelled_is_caught() {
    never(
        Flaw.DEAF_TO_CANCELLING,
        Contract::cancelling_a_stream_closes_its_connection,
        "the client did not close the connection");
  }

  @Test
  void a_call_that_waits_for_ever_is_caught() {
    never(
        Flaw.WAITS_FOR_EVER,
        contract -> all(contract.a_silent_vendor_meets_a_time_out()),
        "the call did not fail");
  }

  @Test
  void a_stream_that_waits_for_ever_is_caught() {
    never(Flaw.WAITS_FOR_EVER, Contract::a_silent_stream_meets_a_time_out, "nothing within");
  }

  @Test
  void a_connection_that_outlives_its_time_out_is_caught() {
    never(
        Flaw.LEAVES_SOCKETS_OPEN,
        contract -> all(contract.a_silent_vendor_meets_a_time_out()),
        "the client did not close the connection");
    never(
        Flaw.LEAVES_SOCKETS_OPEN,
        Contract::a_silent_stream_meets_a_time_out,
        "the client did not close the connection");
  }

  @Test
  void a_provider_that_does_not_close_is_caught() {
    never(
        Flaw.CLOSES_NOTHING,
        Contract::closing_a_provider_twice_cancels_what_is_under_way,
        "the client did not close the connection");
    never(
        Flaw.CLOSES_NOTHING,
        Contract::closing_a_provider_ends_its_streams,
        "the client did not close the connection");
  }

  private static void caught(Flaw flaw, Check check) {
    Contract contract = new Contract(EnumSet.of(flaw), ProviderProbe.SOON);
    assertThatThrownBy(() -> run(check, contract)).isInstanceOf(AssertionError.class);
  }

  /** What a flaw keeps from ever happening is not waited for as long as what may be late. */
  private static void never(Flaw flaw, Check check, String complaint) {
    Duration patience = Duration.ofMillis(flaw == Flaw.LEAVES_SOCKETS_OPEN ? 3000 : 300);
    Contract contract = new Contract(EnumSet.of(flaw), patience);
    assertThatThrownBy(() -> run(check, contract))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith(complaint);
  }

  private static void run(Check check, Contract contract) throws Throwable {
    contract.open();
    try {
      check.of(contract);
    } finally {
      contract.close();
    }
  }

  private static void all(Stream<DynamicTest> tests) throws Throwable {
    List<DynamicTest> each = tests.toList();
    for (DynamicTest test : each) {
      test.getExecutable().execute();
    }
  }

  /** Not a nested test: JUnit would run it by itself. */
  private static final class Contract extends ProviderContract implements ProviderFactory {

    private static final String WHOLE = "{\"text\":\"Hello\",\"in\":5,\"out\":1}";

    private final Set<Flaw> flaws;
    private final Duration patience;

    private Contract(Set<Flaw> flaws, Duration patience) {
      this.flaws = flaws;
      this.patience = patience;
    }

    @Override
    Duration patience() {
      return patience;
    }

    @Override
    protected ProviderFactory factory() {
      return this;
    }

    @Override
    public String id() {
      return "plain";
    }

    @Override
    public Provider create(ProviderSettings settings, ProviderContext context) {
      return new PlainProvider(flaws, settings, context);
    }

    @Override
    protected VendorWords words() {
      return VendorWords.text(VendorReply.json(200, WHOLE), "Hello", Usage.of(5, 1)).stream(
              VendorReply.json(200, WHOLE))
          .throttled(VendorReply.json(429, "{}").header("retry-after", "7"), Duration.ofSeconds(7))
          .fails(Kind.UNAUTHORIZED, VendorReply.json(401, "{}"))
          .fails(Kind.REJECTED, VendorReply.json(400, "{}"));
    }
  }
}
