package dev.laneway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class LoopbackVendorsTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable vendor : open) {
      vendor.close();
    }
  }

  @Test
  void a_recorded_vendor_answers_in_order_and_writes_down_what_it_was_asked() throws Exception {
    RecordedVendor vendor = recorded();
    vendor.replies(VendorReply.json(200, "{\"a\":1}").header("x-request-id", "r1"));
    vendor.replies(VendorReply.json(429, "{}"));

    HttpResponse<String> first = post(vendor.url("/v1/chat?x=y"), "hello");
    HttpResponse<String> second = post(vendor.url("/v1/chat"), "hello");
    HttpResponse<String> third = post(vendor.url("/v1/chat"), "hello");

    assertThat(first.body()).isEqualTo("{\"a\":1}");
    assertThat(first.headers().firstValue("x-request-id")).contains("r1");
    assertThat(List.of(second.statusCode(), third.statusCode())).containsExactly(429, 429);
    assertThat(vendor.requests()).hasSize(3);
    VendorRequest request = vendor.requests().get(0);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.target()).isEqualTo("/v1/chat?x=y");
    assertThat(request.path()).isEqualTo("/v1/chat");
    assertThat(request.bodyText()).isEqualTo("hello");
    assertThat(request.header("Content-Length")).contains("5");
  }

  @Test
  void a_vendor_without_a_reply_says_so() throws Exception {
    assertThat(post(recorded().url(), "").statusCode()).isEqualTo(501);
  }

  @Test
  void chunks_reach_the_client_as_they_were_chosen() throws Exception {
    RecordedVendor vendor = recorded();
    vendor.replies(VendorReply.sse("data: größer\n\n").inChunksOf(7));

    List<Integer> sizes = new ArrayList<>();
    HttpResponse<Void> response =
        http.send(
            HttpRequest.newBuilder(vendor.url()).build(),
            BodyHandlers.fromSubscriber(new SizesSubscriber(sizes)));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(sizes).containsExactly(7, 7, 2);
  }

  @Test
  void a_recording_is_read_as_it_was_written() {
    Recording recording =
        Recording.parse(
            "stream-thinking-3",
            """
            {"provider": "acme", "source": {"repo": "x/y"},
             "request": {"method": "POST", "host": "h", "path": "/p?q=1", "headers": {"a": "b"},
                         "body": {"model": "m", "messages": [{"content": "\\"}{"}]}},
             "response": {"status": 200, "headers": {"content-type": "text/event-stream"},
                          "body": "data: {\\"t\\":\\"\\u00e9\\\\n\\"}\\r\\n\\r\\n"},
             "note": null}
            """);

    assertThat(recording.kind()).isEqualTo("stream-thinking");
    assertThat(recording.request())
        .isEqualTo("{\"model\": \"m\", \"messages\": [{\"content\": \"\\\"}{\"}]}");
    assertThat(recording.reply().bodyText()).isEqualTo("data: {\"t\":\"é\\n\"}\r\n\r\n");
    assertThat(recording.reply().chunkSize()).isPositive();
    assertThat(recording.requestHeaders()).containsEntry("a", "b");
    assertThat(recording.note()).isEmpty();
  }

  @Test
  void refused_and_reset_and_closed_connections_are_real() {
    FaultyVendor.Refusing refusing = new FaultyVendor.Refusing();
    open.add(refusing);
    assertThatThrownBy(() -> post(refusing.url(), "")).isInstanceOf(ConnectException.class);

    assertThatThrownBy(() -> post(faulty(Fault.reset()).url(), "")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> post(faulty(Fault.close()).url(), "")).isInstanceOf(IOException.class);
  }

  @Test
  void bodies_are_cut_where_they_shall_be() {
    VendorReply whole = VendorReply.json(200, "0123456789");

    for (VendorReply reply : List.of(whole, whole.inChunksOf(3))) {
      assertThatThrownBy(() -> post(faulty(Fault.cutAfter(reply, 4)).url(), ""))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> post(faulty(Fault.resetAfter(reply, 4)).url(), ""))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void a_body_may_end_early_in_good_order() throws Exception {
    VendorReply reply = VendorReply.sse("0123456789");

    assertThat(post(faulty(Fault.endAfter(reply, 4)).url(), "").body()).isEqualTo("0123");
  }

  @Test
  void it_is_seen_when_a_client_leaves_a_silent_vendor() {
    VendorReply reply = VendorReply.sse("data: x\n\n");
    List<Fault> silent =
        List.of(Fault.noHeaders(), Fault.stallAfterHeaders(reply), Fault.stallAfter(reply, 4));
    for (Fault fault : silent) {
      FaultyVendor vendor = faulty(fault);
      CompletableFuture<HttpResponse<String>> response =
          http.sendAsync(HttpRequest.newBuilder(vendor.url()).build(), BodyHandlers.ofString());
      Visit visit = vendor.awaitVisit(0, SOON);
      assertThat(visit.isClosedByClient()).isFalse();

      response.cancel(true);

      visit.awaitClosedByClient(SOON);
    }
  }

  @Test
  void it_is_seen_when_a_client_leaves_an_endless_body() {
    FaultyVendor vendor = faulty(Fault.endless(VendorReply.sse(""), "data: x\n\n"));
    CompletableFuture<HttpResponse<String>> response =
        http.sendAsync(HttpRequest.newBuilder(vendor.url()).build(), BodyHandlers.ofString());

    Visit visit = vendor.awaitVisit(0, SOON);
    response.cancel(true);

    visit.awaitClosedByClient(SOON);
  }

  @Test
  void faults_can_follow_each_other() throws Exception {
    FaultyVendor vendor = faulty(Fault.html(502)).then(Fault.reply(VendorReply.json(200, "{}")));

    assertThat(post(vendor.url(), "").statusCode()).isEqualTo(502);
    assertThat(post(vendor.url(), "").body()).isEqualTo("{}");
    assertThat(post(vendor.url(), "").body()).isEqualTo("{}");
    assertThat(vendor.visits()).hasSize(3);
  }

  @Test
  void bytes_may_come_slowly_and_bodies_may_be_huge() throws Exception {
    VendorReply reply = VendorReply.sse("data: x\n\n");
    FaultyVendor vendor = faulty(Fault.slowly(reply, Duration.ofMillis(1)));
    assertThat(post(vendor.url(), "").body()).isEqualTo("data: x\n\n");

    vendor.nowDoes(Fault.huge(reply, "data: ", 10, "\n\n"));
    assertThat(post(vendor.url(), "").body()).hasSize(10 * (1 << 20) + 8);
  }

  @Test
  void tls_fails_in_both_ways() {
    for (Fault fault : List.of(Fault.plainText(), Fault.tlsWithoutCertificate())) {
      FaultyVendor vendor = faulty(fault);
      assertThatThrownBy(() -> post(vendor.tlsUrl(), "")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void a_redirect_names_its_target() throws Exception {
    URI target = URI.create("http://127.0.0.1:9/elsewhere");

    HttpResponse<String> response = post(faulty(Fault.redirect(target)).url(), "");

    assertThat(response.statusCode()).isEqualTo(307);
    assertThat(response.headers().firstValue("location")).contains(target.toString());
  }

  @RepeatedTest(10)
  void closing_a_vendor_ends_its_connections() {
    FaultyVendor vendor = faulty(Fault.noHeaders());
    CompletableFuture<HttpResponse<String>> response =
        http.sendAsync(HttpRequest.newBuilder(vendor.url()).build(), BodyHandlers.ofString());
    Visit visit = vendor.awaitVisit(0, SOON);

    vendor.close();

    assertThat(response).failsWithin(SOON).withThrowableOfType(ExecutionException.class);
    assertThat(visit.isClosedByClient()).isFalse();
  }

  private RecordedVendor recorded() {
    RecordedVendor vendor = RecordedVendor.start();
    open.add(vendor);
    return vendor;
  }

  private FaultyVendor faulty(Fault fault) {
    FaultyVendor vendor = FaultyVendor.that(fault);
    open.add(vendor);
    return vendor;
  }

  private HttpResponse<String> post(URI url, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(url).POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  private record SizesSubscriber(List<Integer> sizes) implements Flow.Subscriber<List<ByteBuffer>> {

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      buffers.forEach(buffer -> sizes.add(buffer.remaining()));
    }

    @Override
    public void onError(Throwable failure) {
      throw new AssertionError(failure);
    }

    @Override
    public void onComplete() {}
  }
}
