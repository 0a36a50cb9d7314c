package dev.laneway.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.ChatReply;
import dev.laneway.integration.Collected;
import dev.laneway.testkit.Fault;
import dev.laneway.testkit.FaultyVendor;
import dev.laneway.testkit.Visit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who changes their mind closes the socket; the vendor is the witness. */
class CancellationTest {

  private static final Duration SOON = Duration.ofSeconds(5);

  @ParameterizedTest
  @EnumSource(Family.class)
  void cancelling_a_chat_that_is_not_answered_closes_the_socket(Family family) {
    try (FaultyVendor vendor = FaultyVendor.that(Fault.noHeaders());
        Caller caller = Caller.patient(family, vendor.url())) {
      CompletableFuture<ChatReply> reply = caller.chatting();
      Visit visit = vendor.awaitVisit(0, SOON);
      assertThat(visit.isClosedByClient()).isFalse();

      reply.cancel(true);

      visit.awaitClosedByClient(SOON);
    }
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void cancelling_a_chat_that_is_half_answered_closes_the_socket(Family family) {
    try (FaultyVendor vendor = FaultyVendor.that(Fault.stallAfter(family.whole(), 40));
        Caller caller = Caller.patient(family, vendor.url())) {
      CompletableFuture<ChatReply> reply = caller.chatting();
      Visit visit = vendor.awaitVisit(0, SOON);

      reply.cancel(true);

      visit.awaitClosedByClient(SOON);
    }
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void cancelling_a_stream_closes_the_socket(Family family) throws Exception {
    int begun = family.withoutItsEnd().getBytes(StandardCharsets.UTF_8).length;
    try (FaultyVendor vendor = FaultyVendor.that(Fault.stallAfter(family.stream(), begun));
        Caller caller = Caller.patient(family, vendor.url())) {
      Collected events = caller.streaming();
      events.first().get(5, TimeUnit.SECONDS);
      Visit visit = vendor.awaitVisit(0, SOON);
      assertThat(visit.isClosedByClient()).isFalse();

      events.cancel();

      visit.awaitClosedByClient(SOON);
      assertThat(events.ended()).isNotDone();
    }
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void closing_a_provider_ends_what_is_under_way(Family family) {
    try (FaultyVendor vendor = FaultyVendor.that(Fault.noHeaders())) {
      CompletableFuture<ChatReply> reply;
      Visit visit;
      try (Caller caller = Caller.patient(family, vendor.url())) {
        reply = caller.chatting();
        visit = vendor.awaitVisit(0, SOON);
      }
      visit.awaitClosedByClient(SOON);
      assertThat(reply).failsWithin(SOON);
    }
  }
}
