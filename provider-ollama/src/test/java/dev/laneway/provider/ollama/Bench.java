package dev.laneway.provider.ollama;

import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.spi.ApiKey;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderContext;
import dev.laneway.api.spi.ProviderException;
import dev.laneway.api.spi.ProviderSettings;
import dev.laneway.provider.http.json.Json;
import dev.laneway.testkit.EventLog;
import dev.laneway.testkit.ManualTime;
import dev.laneway.testkit.RecordedVendor;
import dev.laneway.testkit.VendorReply;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A provider whose vendor says what a test tells it to. */
final class Bench implements AutoCloseable {

  static final Duration SOON = Duration.ofSeconds(20);

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  final RecordedVendor vendor = RecordedVendor.start();
  final List<String> notes = new ArrayList<>();
  final Provider provider =
      new OllamaFactory()
          .create(
              ProviderSettings.of("ollama", ApiKey.NONE).at(vendor.url()),
              new ProviderContext(new ManualTime(), HTTP));
  private String model = "llama3.2";
  private boolean strict;

  Bench asking(String name) {
    model = name;
    return this;
  }

  Bench strictly() {
    strict = true;
    return this;
  }

  CallControl control() {
    return new Control(model, strict, notes);
  }

  private record Control(String model, boolean strict, List<String> notes) implements CallControl {

    @Override
    public void noted(String note) {
      notes.add(note);
    }
  }

  ChatReply chat(String body) {
    vendor.nowReplies(VendorReply.json(200, body));
    return await(provider.chat(ChatRequest.of("Hello"), control()));
  }

  ProviderFailure failure(VendorReply reply) {
    vendor.nowReplies(reply);
    return failureOf(provider.chat(ChatRequest.of("Hello"), control()));
  }

  EventLog stream(VendorReply reply) {
    vendor.nowReplies(reply);
    EventLog log = EventLog.askingForAll();
    provider.stream(ChatRequest.of("Hello"), control()).subscribe(log);
    return log.awaitEnd(SOON);
  }

  /** The body that a request becomes. */
  Json written(ChatRequest request) {
    vendor.nowReplies(VendorReply.json(200, "{\"message\":{\"content\":\"x\"},\"done\":true}"));
    await(provider.chat(request, control()));
    return Json.parse(vendor.lastRequest().bodyText());
  }

  static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(SOON.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      throw new AssertionError(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  static ProviderFailure failureOf(CompletableFuture<?> future) {
    try {
      future.get(SOON.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof ProviderException told) {
        return told.failure();
      }
      throw new AssertionError(failed);
    } catch (TimeoutException late) {
      throw new AssertionError(late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
    throw new AssertionError("it did not fail");
  }

  @Override
  public void close() {
    provider.close();
    vendor.close();
  }
}
