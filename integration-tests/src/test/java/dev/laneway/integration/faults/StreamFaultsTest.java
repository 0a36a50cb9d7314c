package dev.laneway.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.ChatEvent;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.ProviderFailure.Kind;
import dev.laneway.api.ProviderFailure.Unavailable;
import dev.laneway.api.ProviderFailure.Unavailable.Cause;
import dev.laneway.integration.Collected;
import dev.laneway.testkit.Fault;
import dev.laneway.testkit.FaultyVendor;
import dev.laneway.testkit.VendorReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StreamFaultsTest {

  private static ProviderFailure failure(Family family, Fault fault) {
    try (FaultyVendor vendor = FaultyVendor.that(fault);
        Caller caller = Caller.patient(family, vendor.url())) {
      return caller.streamFailure();
    }
  }

  private static void timesOut(Family family, Fault fault) {
    try (FaultyVendor vendor = FaultyVendor.that(fault);
        Caller caller = Caller.impatient(family, vendor.url())) {
      ProviderFailure failure = caller.streamFailure();
      assertThat(failure).isInstanceOf(Unavailable.class);
      assertThat(((Unavailable) failure).cause())
          .describedAs("%s", failure)
          .isEqualTo(Cause.TIMEOUT);
    }
  }

  private static int lengthOf(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void a_stream_that_never_begins_times_out(Family family) {
    timesOut(family, Fault.noHeaders());
    timesOut(family, Fault.stallAfterHeaders(family.stream()));
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void a_stream_that_stalls_times_out_after_what_it_said(Family family) throws Exception {
    Fault fault = Fault.stallAfter(family.stream(), lengthOf(family.withoutItsEnd()));
    try (FaultyVendor vendor = FaultyVendor.that(fault);
        Caller caller = Caller.minding(family, vendor.url())) {
      Collected events = caller.streaming();
      assertThat(events.first().get(5, TimeUnit.SECONDS)).isInstanceOf(ChatEvent.TextDelta.class);
      assertThat(events.ended()).failsWithin(Duration.ofSeconds(5));
      assertThat(textOf(events)).isEqualTo(Family.TEXT);
      vendor.awaitVisit(0, Duration.ofSeconds(5)).awaitClosedByClient(Duration.ofSeconds(5));
    }
  }

  private static String textOf(Collected events) {
    StringBuilder text = new StringBuilder();
    for (ChatEvent event : events.soFar()) {
      if (event instanceof ChatEvent.TextDelta delta) {
        text.append(delta.text());
      }
    }
    return text.toString();
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void a_stream_that_is_cut_is_an_error(Family family) {
    int half = lengthOf(family.withoutItsEnd()) - 9;
    assertThat(failure(family, Fault.cutAfter(family.stream(), half)).kind())
        .isIn(Kind.UNREADABLE, Kind.UNAVAILABLE);
    assertThat(failure(family, Fault.resetAfter(family.stream(), half)).kind())
        .isIn(Kind.UNREADABLE, Kind.UNAVAILABLE);
    assertThat(failure(family, Fault.endAfter(family.stream(), half)).kind())
        .isEqualTo(Kind.UNREADABLE);
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void a_stream_that_ends_without_its_last_event_is_an_error(Family family) {
    VendorReply unfinished = family.stream().withBody(family.withoutItsEnd());
    assertThat(failure(family, Fault.reply(unfinished)).kind()).isEqualTo(Kind.UNREADABLE);
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void what_is_no_stream_is_unreadable(Family family) {
    assertThat(failure(family, Fault.reply(family.stream().withBody(""))).kind())
        .isEqualTo(Kind.UNREADABLE);
    assertThat(failure(family, Fault.html(200)).kind()).isEqualTo(Kind.UNREADABLE);
    assertThat(
            failure(family, Fault.reply(family.stream().withBody("data: {\"a\":tru\n\n"))).kind())
        .isEqualTo(Kind.UNREADABLE);
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void an_error_inside_a_good_status_is_told_for_what_it_is(Family family) {
    assertThat(failure(family, Fault.reply(family.errorInStream())).kind())
        .isEqualTo(Kind.UNAVAILABLE);
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void lines_may_end_in_any_way_and_characters_be_torn(Family family) {
    String body = family.stream().bodyText().replace("\r\n", "\n");
    for (String end : new String[] {"\n", "\r\n", "\r"}) {
      for (String mark : new String[] {"", "\uFEFF"}) {
        if (family == Family.OLLAMA && end.equals("\r")) {
          continue; // a lone carriage return ends no line of NDJSON
        }
        VendorReply reply = family.stream().withBody(mark + body.replace("\n", end));
        Fault bytewise = Fault.reply(reply.inChunksOf(1));
        try (FaultyVendor vendor = FaultyVendor.that(bytewise);
            Caller caller = Caller.patient(family, vendor.url())) {
          assertThat(caller.stream().text()).isEqualTo(Family.TEXT);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void a_slow_stream_is_not_an_idle_one(Family family) {
    Fault slowly = Fault.slowly(family.stream(), Duration.ofMillis(1));
    try (FaultyVendor vendor = FaultyVendor.that(slowly);
        Caller caller = Caller.minding(family, vendor.url())) {
      assertThat(caller.stream().text()).isEqualTo(Family.TEXT);
    }
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void a_line_of_ten_megabytes_is_read_or_refused_but_does_not_hang(Family family) {
    String start = family == Family.OLLAMA ? "{\"x-filling\":\"" : "data: {\"x-filling\":\"";
    String end = "\"}\n\n" + family.stream().bodyText();
    try (FaultyVendor vendor = FaultyVendor.that(Fault.huge(family.stream(), start, 10, end));
        Caller caller = Caller.patient(family, vendor.url())) {
      assertThat(caller.stream().text()).isEqualTo(Family.TEXT);
    }
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void an_endless_line_is_given_up(Family family) {
    String start = family == Family.OLLAMA ? "{\"x\":\"" : "data: {\"x\":\"";
    Fault endless = Fault.endlessLine(family.stream().withBody(start));
    try (FaultyVendor vendor = FaultyVendor.that(endless);
        Caller caller = Caller.patient(family, vendor.url())) {
      assertThat(caller.streamFailure().kind()).isEqualTo(Kind.UNREADABLE);
      vendor.awaitVisit(0, Duration.ofSeconds(5)).awaitClosedByClient(Duration.ofSeconds(5));
    }
  }
}
