package dev.laneway.testkit;

import static dev.laneway.testkit.ProviderProbe.SOON;
import static dev.laneway.testkit.ProviderProbe.control;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.laneway.api.Capability;
import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.FinishReason;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.ProviderFailure.Unavailable;
import dev.laneway.api.Tool;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderFactory;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;

/** The vendor, the provider and the calls of a contract. */
abstract class ContractFixture {

  static final ChatRequest HELLO = ChatRequest.of("Hello");

  final FaultyVendor vendor = FaultyVendor.that(Fault.noHeaders());
  private @Nullable ProviderProbe opened;

  /** The factory under test. */
  protected abstract ProviderFactory factory();

  /** What its vendor says. */
  protected abstract VendorWords words();

  /** How long to wait for what a provider must do; less where it is known not to do it. */
  Duration patience() {
    return SOON;
  }

  @BeforeEach
  void open() {
    opened = new ProviderProbe(factory(), patience());
  }

  @AfterEach
  void close() {
    probe().close();
    vendor.close();
  }

  static void requireTimeOut(ProviderFailure failure) {
    Unavailable unavailable = assertInstanceOf(Unavailable.class, failure);
    assertEquals(Unavailable.Cause.TIMEOUT, unavailable.cause());
  }

  ProviderProbe probe() {
    return requireNonNull(opened, "JUnit opens it");
  }

  Provider provider() {
    return probe().at(vendor.url());
  }

  <T> T await(CompletableFuture<T> future) {
    return probe().await(future);
  }

  ProviderFailure failureOf(CompletableFuture<?> future) {
    return probe().failureOf(future);
  }

  /** How a stream ended, which it must, and not well. */
  ProviderFailure failureOf(EventLog log) {
    return ProviderProbe.failureOf(log.awaitEnd(patience()).error());
  }

  ChatReply chat(VendorReply reply) {
    vendor.nowDoes(Fault.reply(reply));
    ChatRequest request = HELLO.toBuilder().tool(Tool.of("lookup", "Looks things up")).build();
    boolean tools = provider().capabilities().has(Capability.TOOLS);
    return await(provider().chat(tools ? request : HELLO, control()));
  }

  EventLog stream(long demand, CallControl control) {
    EventLog log = EventLog.asking(demand);
    provider().stream(HELLO, control).subscribe(log);
    return log;
  }

  EventLog finished(VendorReply reply) {
    vendor.nowDoes(Fault.reply(reply));
    EventLog log = stream(Long.MAX_VALUE, control()).awaitEnd(patience());
    List<ChatEvent> events = log.events();
    assertEquals(
        ChatEvent.Completed.class, events.get(events.size() - 1).getClass(), log::toString);
    assertEquals(1, events.stream().filter(ChatEvent.Completed.class::isInstance).count());
    return log;
  }

  Stream<DynamicTest> chunked(@Nullable VendorReply reply, Consumer<VendorReply> check) {
    requireCapable(Capability.STREAM);
    VendorReply whole = given(reply);
    return Stream.of(1, 7, Integer.MAX_VALUE)
        .map(size -> test("in chunks of " + size, () -> check.accept(whole.inChunksOf(size))));
  }

  void requireToolCall(ChatReply reply) {
    assertEquals(FinishReason.TOOL_CALLS, reply.finishReason());
    assertEquals(1, reply.toolCalls().size());
    assertEquals(words().tool, reply.toolCalls().get(0).name());
    assertEquals(packed(words().arguments), packed(reply.toolCalls().get(0).arguments()));
  }

  void requireCapable(Capability capability) {
    URI url = vendor.url();
    assumeTrue(probe().at(url).capabilities().has(capability), () -> "it has no " + capability);
  }

  static VendorReply given(@Nullable VendorReply words) {
    assumeTrue(words != null, "there are no words of the vendor for this");
    return requireNonNull(words);
  }

  static String packed(String json) {
    return json.replaceAll("\\s", "");
  }

  static DynamicTest test(String name, Runnable check) {
    return DynamicTest.dynamicTest(name, check::run);
  }
}
