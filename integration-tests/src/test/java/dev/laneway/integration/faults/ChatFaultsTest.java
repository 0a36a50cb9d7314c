package dev.laneway.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.ProviderFailure;
import dev.laneway.api.ProviderFailure.Kind;
import dev.laneway.api.ProviderFailure.Unavailable;
import dev.laneway.api.ProviderFailure.Unavailable.Cause;
import dev.laneway.testkit.Fault;
import dev.laneway.testkit.FaultyVendor;
import dev.laneway.testkit.RecordedVendor;
import dev.laneway.testkit.VendorReply;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChatFaultsTest {

  private static ProviderFailure failure(Family family, Fault fault) {
    try (FaultyVendor vendor = FaultyVendor.that(fault);
        Caller caller = Caller.patient(family, vendor.url())) {
      return caller.chatFailure();
    }
  }

  private static void timesOut(Family family, Fault fault) {
    try (FaultyVendor vendor = FaultyVendor.that(fault);
        Caller caller = Caller.impatient(family, vendor.url())) {
      isUnavailable(caller.chatFailure(), Cause.TIMEOUT);
    }
  }

  private static void isUnavailable(ProviderFailure failure, Cause cause) {
    assertThat(failure).isInstanceOf(Unavailable.class);
    assertThat(((Unavailable) failure).cause()).describedAs("%s", failure).isEqualTo(cause);
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void a_port_that_refuses_is_a_network_failure(Family family) {
    try (FaultyVendor.Refusing nobody = new FaultyVendor.Refusing();
        Caller caller = Caller.patient(family, nobody.url())) {
      isUnavailable(caller.chatFailure(), Cause.NETWORK);
    }
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void a_reset_connection_is_a_network_failure(Family family) {
    isUnavailable(failure(family, Fault.reset()), Cause.NETWORK);
    isUnavailable(failure(family, Fault.close()), Cause.NETWORK);
    isUnavailable(failure(family, Fault.resetAfter(family.whole(), 40)), Cause.NETWORK);
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void a_vendor_that_never_answers_times_out(Family family) {
    timesOut(family, Fault.noHeaders());
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void a_vendor_that_stalls_after_its_headers_times_out(Family family) {
    timesOut(family, Fault.stallAfterHeaders(family.whole()));
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void a_body_that_stalls_half_way_times_out(Family family) {
    timesOut(family, Fault.stallAfter(family.whole(), 40));
    VendorReply chunked = family.whole().inChunksOf(10);
    timesOut(family, Fault.stallAfter(chunked, 40));
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void a_body_that_ends_too_early_is_no_answer(Family family) {
    assertThat(failure(family, Fault.cutAfter(family.whole(), 40)).kind())
        .isIn(Kind.UNREADABLE, Kind.UNAVAILABLE);
    assertThat(failure(family, Fault.endAfter(family.whole(), 40)).kind())
        .isEqualTo(Kind.UNREADABLE);
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void what_is_no_answer_is_unreadable(Family family) {
    VendorReply whole = family.whole();
    assertThat(failure(family, Fault.reply(whole.withBody(""))).kind()).isEqualTo(Kind.UNREADABLE);
    assertThat(failure(family, Fault.html(200)).kind()).isEqualTo(Kind.UNREADABLE);
    assertThat(failure(family, Fault.reply(whole.withBody("{\"a\":tru"))).kind())
        .isEqualTo(Kind.UNREADABLE);
    assertThat(failure(family, Fault.reply(whole.withBody("[1,2]"))).kind())
        .isEqualTo(Kind.UNREADABLE);
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void a_page_from_a_gateway_is_a_server_error(Family family) {
    isUnavailable(failure(family, Fault.html(502)), Cause.SERVER_ERROR);
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void a_byte_order_mark_and_white_space_do_no_harm(Family family) {
    for (String before : new String[] {"\uFEFF", "\n \n\n   \n"}) {
      VendorReply reply = family.whole().withBody(before + family.whole().bodyText());
      try (RecordedVendor vendor = RecordedVendor.start().replies(reply.inChunksOf(1));
          Caller caller = Caller.patient(family, vendor.url())) {
        assertThat(caller.chat().text()).isEqualTo(Family.TEXT);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void an_endless_body_is_given_up(Family family) {
    Fault endless = Fault.endlessLine(family.whole().withBody("{\"a\":\""));
    try (FaultyVendor vendor = FaultyVendor.that(endless);
        Caller caller = Caller.patient(family, vendor.url())) {
      assertThat(caller.chatFailure().kind()).isEqualTo(Kind.UNREADABLE);
      vendor.awaitVisit(0, Duration.ofSeconds(5)).awaitClosedByClient(Duration.ofSeconds(5));
    }
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void a_redirect_is_not_followed(Family family) {
    try (FaultyVendor elsewhere = FaultyVendor.that(Fault.reply(family.whole()));
        FaultyVendor vendor = FaultyVendor.that(Fault.redirect(elsewhere.url()));
        Caller caller = Caller.patient(family, vendor.url())) {
      assertThat(caller.chatFailure().status()).isEqualTo(307);
      assertThat(elsewhere.visits()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void wrong_tls_is_a_network_failure(Family family) {
    for (Fault fault : new Fault[] {Fault.plainText(), Fault.tlsWithoutCertificate()}) {
      try (FaultyVendor vendor = FaultyVendor.that(fault);
          Caller caller = Caller.patient(family, vendor.tlsUrl())) {
        isUnavailable(caller.chatFailure(), Cause.NETWORK);
      }
    }
  }
}
