package dev.laneway.testkit;

import static dev.laneway.testkit.ProviderProbe.SOON;
import static dev.laneway.testkit.ProviderProbe.control;
import static dev.laneway.testkit.ProviderProbe.impatient;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.laneway.api.Capability;
import dev.laneway.api.ChatReply;
import dev.laneway.api.EmbeddingReply;
import dev.laneway.api.EmbeddingRequest;
import dev.laneway.api.FinishReason;
import dev.laneway.api.ModelInfo;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.ProviderFailure.Kind;
import dev.laneway.api.spi.Provider;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every HTTP provider promises, as tests. Extend it in a provider module, hand it the factory
 * and some of the vendor's words, and run it; checks for which there are no words are skipped.
 *
 * <pre>{@code
 * class AcmeContractTest extends ProviderContract {
 *   protected ProviderFactory factory() {
 *     return new AcmeFactory();
 *   }
 *   protected VendorWords words() {
 *     return VendorWords.text(VendorReply.json(200, "…"), "Hello", Usage.of(5, 1));
 *   }
 * }
 * }</pre>
 */
public abstract class ProviderContract extends StreamContract {

  /** For the subclass that JUnit runs. */
  protected ProviderContract() {}

  @Test
  void a_whole_reply_has_its_text_and_usage() {
    ChatReply reply = chat(words().whole);

    assertEquals(words().text, reply.text());
    assertEquals(words().usage, reply.usage());
    assertEquals(FinishReason.STOP, reply.finishReason());
  }

  @Test
  void the_model_is_sent_as_the_control_says_and_the_key_only_in_a_header() {
    chat(words().whole);

    VendorRequest sent = vendor.visits().get(0).request();
    assertTrue(sent.mentions(ProviderProbe.MODEL), "the model must stand in path or body");
    assertFalse(sent.mentions(ProviderProbe.KEY), "the key must not stand in address or body");
    boolean inHeader =
        sent.headers().values().stream()
            .anyMatch(values -> values.toString().contains(ProviderProbe.KEY));
    assertTrue(inHeader, "the key must stand in a header");
  }

  @TestFactory
  Stream<DynamicTest> unknown_members_are_ignored() {
    return Stream.of("\"x-new\":{\"a\":[1,null]},", "\"x-new\":null,\"x-newer\":\"}{\",")
        .map(members -> test("with " + members, () -> ignores(members)));
  }

  private void ignores(String members) {
    String body = words().whole.bodyText().replaceFirst("\\{", "{" + members);

    assertEquals(words().text, chat(words().whole.withBody(body)).text());
  }

  @Test
  void a_missing_usage_is_no_failure() {
    ChatReply reply = chat(given(words().withoutUsage));

    assertEquals(words().text, reply.text());
    assertEquals(0, reply.usage().totalTokens());
  }

  @Test
  void a_tool_call_has_its_name_and_arguments() {
    requireCapable(Capability.TOOLS);
    requireToolCall(chat(given(words().toolCall)));
  }

  @TestFactory
  Stream<DynamicTest> each_failure_is_told_for_what_it_is() {
    return words().failures.stream()
        .map(failing -> test(failing.kind() + ", " + failing.reply(), () -> requireTold(failing)));
  }

  private void requireTold(VendorWords.Failing failing) {
    vendor.nowDoes(Fault.reply(failing.reply()));

    assertEquals(failing.kind(), failureOf(provider().chat(HELLO, control())).kind());
    if (provider().capabilities().has(Capability.STREAM)) {
      assertEquals(failing.kind(), failureOf(stream(Long.MAX_VALUE, control())).kind());
    }
  }

  /** Whether it is tried again, and where, the router decides. */
  @Test
  void a_call_that_fails_was_sent_once() {
    for (int status : new int[] {429, 500, 503}) {
      vendor.nowDoes(Fault.reply(VendorReply.json(status, "{}")));
      int before = vendor.visits().size();
      failureOf(provider().chat(HELLO, control()));
      assertEquals(before + 1, vendor.visits().size(), "calls after a " + status);
    }
  }

  @Test
  void a_throttled_reply_carries_the_wait_that_the_vendor_asked_for() {
    vendor.nowDoes(Fault.reply(given(words().throttled)));

    ProviderFailure failure = failureOf(provider().chat(HELLO, control()));
    Duration wait = failure.retryIn().orElseThrow(() -> new AssertionError("there was no wait"));
    assertTrue(
        wait.compareTo(words().wait) >= 0
            && wait.compareTo(words().wait.plus(Duration.ofSeconds(2))) <= 0,
        "the wait was " + wait);
  }

  @TestFactory
  Stream<DynamicTest> what_is_no_answer_is_unreadable() {
    VendorReply whole = words().whole;
    return Stream.of(
            Fault.reply(whole.withBody("")),
            Fault.reply(whole.withBody("{}")),
            Fault.reply(whole.withBody("[1,")),
            Fault.endAfter(whole, whole.length() / 2),
            Fault.html(200))
        .map(fault -> test(fault.toString(), () -> requireKind(fault, Kind.UNREADABLE)));
  }

  private void requireKind(Fault fault, Kind kind) {
    vendor.nowDoes(fault);

    assertEquals(kind, failureOf(provider().chat(HELLO, control())).kind());
  }

  @TestFactory
  Stream<DynamicTest> broken_connections_are_unavailable() {
    return Stream.of(Fault.reset(), Fault.close(), Fault.html(502))
        .map(fault -> test(fault.toString(), () -> requireKind(fault, Kind.UNAVAILABLE)));
  }

  @TestFactory
  Stream<DynamicTest> a_silent_vendor_meets_a_time_out() {
    VendorReply whole = words().whole;
    return Stream.of(
            Fault.noHeaders(),
            Fault.stallAfterHeaders(whole),
            Fault.stallAfter(whole, whole.length() / 2))
        .map(fault -> test(fault.toString(), () -> requireTimeOut(fault)));
  }

  private void requireTimeOut(Fault fault) {
    vendor.nowDoes(fault);
    int before = vendor.visits().size();

    requireTimeOut(failureOf(provider().chat(HELLO, impatient())));
    vendor.awaitVisit(before, SOON).awaitClosedByClient(patience());
  }

  @TestFactory
  Stream<DynamicTest> cancelling_a_call_closes_its_connection() {
    VendorReply whole = words().whole;
    return Stream.of(Fault.noHeaders(), Fault.stallAfter(whole, whole.length() / 2))
        .map(fault -> test(fault.toString(), () -> requireClosing(fault)));
  }

  private void requireClosing(Fault fault) {
    vendor.nowDoes(fault);
    int before = vendor.visits().size();
    CompletableFuture<ChatReply> reply = provider().chat(HELLO, control());
    Visit visit = vendor.awaitVisit(before, SOON);

    reply.cancel(true);

    visit.awaitClosedByClient(patience());
  }

  @Test
  void closing_a_provider_twice_cancels_what_is_under_way() {
    Provider provider = provider();
    CompletableFuture<ChatReply> reply = provider.chat(HELLO, control());
    Visit visit = vendor.awaitVisit(0, SOON);

    provider.close();
    provider.close();

    visit.awaitClosedByClient(patience());
    failureOf(reply);
  }

  @Test
  void a_failure_is_never_thrown_but_told() {
    try (FaultyVendor.Refusing refusing = new FaultyVendor.Refusing()) {
      Provider provider = probe().at(refusing.url());
      Kind kind = failureOf(provider.chat(HELLO, control())).kind();
      EventLog log = EventLog.askingForAll();
      provider.stream(HELLO, control()).subscribe(log);

      assertEquals(Kind.UNAVAILABLE, kind);
      failureOf(log);
      requireEnd(provider.embed(EmbeddingRequest.of("x"), control()));
      requireEnd(provider.countTokens(HELLO, control()));
      requireEnd(provider.models(control()));
    }
  }

  private void requireEnd(CompletableFuture<?> future) {
    if (await(future.handle((answer, failure) -> failure != null))) {
      failureOf(future);
    }
  }

  @Test
  void a_key_that_the_vendor_repeats_is_blotted_out() {
    for (int status : new int[] {400, 401, 429, 500}) {
      String words = "{\"error\":{\"message\":\"bad key " + ProviderProbe.KEY + "\"}}";
      vendor.nowDoes(Fault.reply(VendorReply.json(status, words)));
      failureOf(provider().chat(HELLO, control()));
      vendor.nowDoes(Fault.reply(VendorReply.of(status, "text/plain", "key " + ProviderProbe.KEY)));
      failureOf(provider().chat(HELLO, control()));
    }
    ProviderProbe.requireKeyless(provider().toString(), "the provider's toString");
  }

  @Test
  void a_redirect_is_not_followed() {
    try (FaultyVendor elsewhere = FaultyVendor.that(Fault.reply(words().whole))) {
      vendor.nowDoes(Fault.redirect(elsewhere.url()));

      failureOf(provider().chat(HELLO, control()));

      assertTrue(elsewhere.visits().isEmpty(), "the key must not follow a redirect");
    }
  }

  @Test
  void vectors_come_in_the_order_of_their_texts() {
    requireCapable(Capability.EMBED);
    vendor.nowDoes(Fault.reply(given(words().embedding)));
    List<float[]> expected = words().vectors;
    List<String> texts = Collections.nCopies(expected.size(), "text");

    EmbeddingReply reply = await(provider().embed(EmbeddingRequest.of(texts), control()));

    assertEquals(expected.size(), reply.vectors().size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), reply.vectors().get(i));
    }
  }

  @Test
  void models_are_listed_as_lanes_name_them() {
    requireCapable(Capability.LIST_MODELS);
    vendor.nowDoes(Fault.reply(given(words().listing)));

    List<ModelInfo> models = await(provider().models(control()));

    assertEquals(words().models, models.stream().map(ModelInfo::id).toList());
  }
}
