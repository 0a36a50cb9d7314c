package dev.laneway.integration.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatReply;
import dev.laneway.api.EmbeddingReply;
import dev.laneway.api.ModelInfo;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderException;
import dev.laneway.integration.Collected;
import dev.laneway.integration.Providers;
import dev.laneway.integration.keys.Emitted;
import dev.laneway.testkit.ManualTime;
import dev.laneway.testkit.RecordedVendor;
import dev.laneway.testkit.VendorReply;
import dev.laneway.testkit.VendorRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What an adapter made of a recording that a loopback vendor played to it. */
sealed interface Played {

  record Replied(ChatReply reply) implements Played {}

  record Streamed(List<ChatEvent> events) implements Played {

    ChatReply reply() {
      if (events.get(events.size() - 1) instanceof ChatEvent.Completed end) {
        return end.reply();
      }
      throw new AssertionError("the stream ended well, but without a reply: " + events);
    }

    /** The text that was shown. */
    String text() {
      StringBuilder shown = new StringBuilder();
      for (ChatEvent event : events) {
        if (event instanceof ChatEvent.TextDelta piece) {
          shown.append(piece.text());
        }
      }
      return shown.toString();
    }
  }

  record Embedded(EmbeddingReply reply) implements Played {}

  record Counted(long tokens) implements Played {}

  record Listed(List<ModelInfo> models) implements Played {}

  record Failed(ProviderFailure failure) implements Played {}

  /** An instant in the time of the recordings; none of them knows a clock that it could miss. */
  Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

  /** Plays a recording, in chunks of so many bytes (0: whole), and hands on what was asked. */
  static Played of(WireFile file, int chunk, CompletableFuture<VendorRequest> asked) {
    try (RecordedVendor vendor = RecordedVendor.start();
        Provider provider =
            Providers.at(
                Scope.provider(file), vendor.url(Scope.basePath(file)), new ManualTime(NOW))) {
      VendorReply reply = file.recording().reply();
      Conversation.of(file).replies(vendor, chunk > 0 ? reply.inChunksOf(chunk) : reply.whole());
      Played played = call(provider, file);
      for (VendorRequest request : vendor.requests()) {
        asked.complete(request);
        assertThat(request.mentions(Providers.SECRET)).isFalse();
      }
      return played;
    }
  }

  /** Hands a damaged recording over without a network; it may break off at its end. */
  static Played at(WireFile file, Mutations.Mutation damaged, boolean breaks) {
    HttpClient client =
        new InstantClient(file.recording().reply().withBody(damaged.body()), breaks);
    URI url = URI.create("http://vendor.example/v1");
    try (Provider provider = Providers.at(Scope.provider(file), url, new ManualTime(NOW), client)) {
      return call(provider, file);
    }
  }

  private static Played call(Provider provider, WireFile file) {
    CallControl control = CallControl.of(file.askedModel());
    try {
      return switch (Scope.operation(file)) {
        case CHAT -> new Replied(await(provider.chat(Requests.chat(file), control)));
        case STREAM -> {
          Collected events =
              file.name().hashCode() % 2 == 0 ? Collected.eager() : Collected.oneByOne();
          provider.stream(Requests.chat(file), control).subscribe(events);
          yield new Streamed(await(events.ended()));
        }
        case EMBED -> new Embedded(await(provider.embed(Requests.embedding(file), control)));
        case COUNT_TOKENS -> new Counted(await(provider.countTokens(Requests.chat(file), control)));
        case MODELS, SHOW -> new Listed(await(provider.models(control)));
      };
    } catch (ProviderException failed) {
      Emitted.see(failed, failed.failure());
      return new Failed(failed.failure());
    }
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(20, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof ProviderException known) {
        throw known;
      }
      throw new AssertionError("not a ProviderException", failed.getCause());
    } catch (TimeoutException hangs) {
      throw new AssertionError("the adapter does not come to an end", hangs);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
