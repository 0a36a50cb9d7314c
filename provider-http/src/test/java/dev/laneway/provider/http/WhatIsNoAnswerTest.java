package dev.laneway.provider.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.ProviderFailure;
import dev.laneway.api.spi.Timeouts;
import dev.laneway.testkit.Fault;
import dev.laneway.testkit.FaultyVendor;
import dev.laneway.testkit.VendorReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A body under a good status that is in no form that was asked for says what it is. */
class WhatIsNoAnswerTest {

  private static final String COMPRESSED =
      "the answer is compressed, which was not asked for: check a proxy in between, or headers";

  private static ProviderFailure whole(byte[] body) {
    VendorReply reply = VendorReply.of(200, "application/json", body);
    try (FaultyVendor vendor = FaultyVendor.that(Fault.reply(reply));
        Probe probe = new Probe(vendor.url(), Timeouts.DEFAULT, Sizes.DEFAULT)) {
      return probe.failureOfAsking();
    }
  }

  private static ProviderFailure streamed(Framing framing, byte[] body) {
    VendorReply reply = VendorReply.of(200, "text/event-stream", body).inChunksOf(5);
    try (FaultyVendor vendor = FaultyVendor.that(Fault.reply(reply));
        Probe probe = new Probe(vendor.url(), Timeouts.DEFAULT, Sizes.DEFAULT)) {
      return probe.listen(framing, Long.MAX_VALUE).failure();
    }
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static void says(ProviderFailure failure, String words) {
    assertThat(failure).isInstanceOf(ProviderFailure.Unreadable.class);
    assertThat(failure.detail()).isEqualTo(words);
  }

  @Test
  void a_compressed_answer() throws IOException {
    says(whole(gzip("{\"text\":\"x\"}")), COMPRESSED);
  }

  @Test
  void an_answer_that_is_said_to_be_compressed_in_another_way() throws IOException {
    String answer = RawVendor.answer(200, "content-encoding: br\r\n", "\u0001\u0002");
    try (RawVendor vendor = RawVendor.answering(answer);
        Probe probe = Probe.at(vendor)) {
      says(probe.failureOfAsking(), COMPRESSED);
    }
  }

  @ParameterizedTest
  @EnumSource(Framing.class)
  void a_compressed_stream(Framing framing) throws IOException {
    says(streamed(framing, gzip("data: {\"text\":\"x\"}\n\n".repeat(99))), COMPRESSED);
  }

  @ParameterizedTest
  @EnumSource(Framing.class)
  void a_page_in_place_of_a_stream(Framing framing) {
    says(
        streamed(framing, "<!DOCTYPE html>\n<html></html>\n".getBytes(UTF_8)),
        "the answer is an HTML page instead of JSON: check baseUrl, or a proxy in between");
  }

  @Test
  void a_stream_that_nobody_asked_for() {
    String words =
        "the answer is a stream of events, which was not asked for: stream the call,"
            + " or check a proxy in between";
    says(whole(": hi\n\ndata: {\"text\":\"x\"}\n\n".getBytes(UTF_8)), words);
    says(whole("event: message\ndata: {\"text\":\"x\"}\n\n".getBytes(UTF_8)), words);
  }

  @Test
  void an_error_that_is_compressed_is_told_by_its_status_and_quotes_no_bytes() throws IOException {
    VendorReply reply = VendorReply.of(429, "application/json", gzip("{\"error\":\"per day\"}"));
    try (FaultyVendor vendor = FaultyVendor.that(Fault.reply(reply));
        Probe probe = new Probe(vendor.url(), Timeouts.DEFAULT, Sizes.DEFAULT)) {
      ProviderFailure failure = probe.failureOfAsking();

      assertThat(failure).isInstanceOf(ProviderFailure.Throttled.class);
      assertThat(failure.detail()).isEqualTo(COMPRESSED);
    }
  }
}
