package dev.laneway.testkit;

import static dev.laneway.testkit.ProviderProbe.SOON;
import static dev.laneway.testkit.ProviderProbe.control;
import static dev.laneway.testkit.ProviderProbe.impatient;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.laneway.api.Capability;
import dev.laneway.api.ChatEvent;
import dev.laneway.api.FinishReason;
import dev.laneway.api.ProviderFailure.Kind;
import dev.laneway.api.spi.Provider;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The part of the contract that is about streams. */
abstract class StreamContract extends ContractFixture {

  @TestFactory
  Stream<DynamicTest> the_events_of_a_stream_add_up_to_the_whole_reply() {
    return chunked(
        words().streamed,
        reply -> {
          EventLog log = finished(reply);
          assertEquals(words().text, log.text());
          assertEquals(words().text, log.reply().text());
          assertEquals(words().usage, log.reply().usage());
          assertEquals(FinishReason.STOP, log.reply().finishReason());
        });
  }

  @TestFactory
  Stream<DynamicTest> a_streamed_tool_call_has_its_name_and_arguments() {
    return chunked(
        words().streamedToolCall,
        reply -> {
          EventLog log = finished(reply);
          requireToolCall(log.reply());
          StringBuilder arguments = new StringBuilder();
          for (ChatEvent event : log.events()) {
            if (event instanceof ChatEvent.ToolCallDelta delta) {
              arguments.append(delta.arguments());
            }
          }
          assertEquals(packed(words().arguments), packed(arguments.toString()));
        });
  }

  @TestFactory
  Stream<DynamicTest> a_stream_without_its_end_fails() {
    requireCapable(Capability.STREAM);
    VendorReply whole = given(words().streamed);
    int half = whole.length() / 2;
    return Stream.of(
            Fault.cutAfter(whole, half), Fault.endAfter(whole, half), Fault.resetAfter(whole, half))
        .map(fault -> test(fault.toString(), () -> failsInStream(fault)));
  }

  private void failsInStream(Fault fault) {
    vendor.nowDoes(fault);
    EventLog log = stream(Long.MAX_VALUE, impatient());

    Kind kind = failureOf(log).kind();
    assertTrue(kind == Kind.UNREADABLE || kind == Kind.UNAVAILABLE, "it was " + kind);
    assertFalse(log.events().stream().anyMatch(ChatEvent.Completed.class::isInstance));
  }

  @Test
  void a_reader_gets_no_more_events_than_it_asked_for() {
    requireCapable(Capability.STREAM);
    VendorReply whole = given(words().streamed);
    vendor.nowDoes(Fault.reply(whole)).then(Fault.reply(words().whole));
    EventLog log = stream(1, control()).awaitEvents(1, patience());
    await(provider().chat(HELLO, control()));

    assertEquals(1, log.events().size());
    log.request(1);
    assertEquals(2, log.awaitEvents(2, patience()).events().size());
    log.request(Long.MAX_VALUE);
    assertEquals(words().text, log.awaitEnd(patience()).reply().text());
  }

  @Test
  void nothing_is_sent_before_somebody_subscribes() {
    requireCapable(Capability.STREAM);
    vendor.nowDoes(Fault.reply(words().whole));
    provider().stream(HELLO, control());
    chat(words().whole);

    assertEquals(1, vendor.visits().size());
  }

  @Test
  void a_silent_stream_meets_a_time_out() {
    requireCapable(Capability.STREAM);
    VendorReply whole = given(words().streamed);
    vendor.nowDoes(Fault.stallAfter(whole, whole.length() / 2));

    requireTimeOut(failureOf(stream(Long.MAX_VALUE, impatient())));
    vendor.awaitVisit(0, SOON).awaitClosedByClient(patience());
  }

  @Test
  void cancelling_a_stream_closes_its_connection() {
    requireCapable(Capability.STREAM);
    VendorReply whole = given(words().streamed);
    vendor.nowDoes(Fault.stallAfter(whole, whole.length() / 2));
    EventLog log = stream(Long.MAX_VALUE, control());
    Visit visit = vendor.awaitVisit(0, SOON);

    log.cancel();

    visit.awaitClosedByClient(patience());
    assertFalse(log.hasEnded());
  }

  @Test
  void closing_a_provider_ends_its_streams() {
    requireCapable(Capability.STREAM);
    VendorReply whole = given(words().streamed);
    vendor.nowDoes(Fault.stallAfter(whole, whole.length() / 2));
    Provider provider = provider();
    EventLog log = EventLog.askingForAll();
    provider.stream(HELLO, control()).subscribe(log);
    Visit visit = vendor.awaitVisit(0, SOON);

    provider.close();

    visit.awaitClosedByClient(patience());
    failureOf(log);
  }
}
