package dev.laneway.provider.openai;

import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.spi.ApiKey;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderContext;
import dev.laneway.api.spi.ProviderException;
import dev.laneway.api.spi.ProviderFactory;
import dev.laneway.api.spi.ProviderSettings;
import dev.laneway.provider.http.json.Json;
import dev.laneway.testkit.EventLog;
import dev.laneway.testkit.Fault;
import dev.laneway.testkit.FaultyVendor;
import dev.laneway.testkit.ManualTime;
import dev.laneway.testkit.VendorReply;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** One talk with a vendor that says what a test wants, and what was sent to it. */
final class Talking {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final ProviderFactory factory;
  final List<String> notes = new ArrayList<>();
  Json sent = Json.MISSING;
  String model = "m";
  boolean strict;

  Talking(ProviderFactory factory) {
    this.factory = factory;
  }

  private Provider at(FaultyVendor vendor) {
    return factory.create(
        ProviderSettings.of(factory.id(), ApiKey.of("key")).at(vendor.url()),
        new ProviderContext(new ManualTime(Instant.EPOCH), HTTP));
  }

  private CallControl control() {
    return new CallControl() {
      @Override
      public String model() {
        return model;
      }

      @Override
      public boolean strict() {
        return strict;
      }

      @Override
      public void noted(String note) {
        notes.add(note);
      }
    };
  }

  ChatReply chat(String body, ChatRequest request) {
    return chat(VendorReply.json(200, body), request);
  }

  private ChatReply chat(VendorReply answer, ChatRequest request) {
    try (FaultyVendor vendor = FaultyVendor.that(Fault.reply(answer));
        Provider provider = at(vendor)) {
      ChatReply reply = provider.chat(request, control()).orTimeout(20, TimeUnit.SECONDS).join();
      sent = Json.parse(vendor.visits().get(0).request().body());
      return reply;
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof ProviderException known) {
        throw known;
      }
      throw failed;
    }
  }

  ChatReply hears(String body) {
    return chat(body, ChatRequest.of("hi"));
  }

  Json sends(ChatRequest request) {
    chat(Samples.WHOLE, request);
    return sent;
  }

  ProviderFailure failsFor(ChatRequest request) {
    return failure(VendorReply.json(200, Samples.WHOLE), request);
  }

  ProviderFailure failsWith(VendorReply answer) {
    return failure(answer, ChatRequest.of("hi"));
  }

  private ProviderFailure failure(VendorReply answer, ChatRequest request) {
    try {
      chat(answer, request);
    } catch (ProviderException failed) {
      return failed.failure();
    }
    throw new AssertionError("the call did not fail");
  }

  EventLog streams(String events, int chunk) {
    VendorReply reply = VendorReply.sse(events).inChunksOf(chunk);
    try (FaultyVendor vendor = FaultyVendor.that(Fault.reply(reply));
        Provider provider = at(vendor)) {
      EventLog log = EventLog.askingForAll();
      provider.stream(ChatRequest.of("hi"), control()).subscribe(log);
      return log.awaitEnd(Duration.ofSeconds(20));
    }
  }

  static List<String> kinds(List<ChatEvent> events) {
    return events.stream().map(event -> event.getClass().getSimpleName()).distinct().toList();
  }
}
