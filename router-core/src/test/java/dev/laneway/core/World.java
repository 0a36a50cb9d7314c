package dev.laneway.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.RouterException;
import dev.laneway.api.Urgency;
import dev.laneway.core.event.RouterEvent;
import dev.laneway.core.event.RouterListener;
import dev.laneway.testkit.ManualTime;
import dev.laneway.testkit.ModelScript;
import dev.laneway.testkit.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A router in virtual time over one scripted vendor, and everything that it tells. */
final class World {

  final ManualTime time = new ManualTime();
  final ScriptedProvider acme = ScriptedProvider.under(time);
  final List<RouterEvent> events = new ArrayList<>();
  final List<CompletableFuture<ChatReply>> sent = new ArrayList<>();

  ModelScript model(String name) {
    return acme.model(name);
  }

  RouterBuilder builder() {
    return builder(acme);
  }

  RouterBuilder builder(ScriptedProvider vendor) {
    return Router.builder()
        .provider(vendor.asFactory("acme"))
        .timeSource(time)
        .random(new Random(7))
        .executor(Runnable::run)
        .grace(Duration.ZERO)
        .listener(
            new RouterListener() {
              @Override
              public void onEvent(RouterEvent event) {
                events.add(event);
              }
            });
  }

  /** A router whose default route falls back over these models. */
  Router fallback(String... models) {
    RouterBuilder builder = builder();
    List<String> lanes = new ArrayList<>();
    for (String model : models) {
      builder.lane("acme/" + model);
      lanes.add("acme/" + model);
    }
    return builder.route("default", r -> r.fallback(lanes.toArray(new String[0]))).build();
  }

  static CallOptions within(Urgency urgency, Duration deadline) {
    return CallOptions.builder().urgency(urgency).deadline(deadline).build();
  }

  static CallOptions interactive(int seconds) {
    return within(Urgency.INTERACTIVE, Duration.ofSeconds(seconds));
  }

  /** Sends so many calls and waits for none of them. */
  void send(Router router, CallOptions options, int calls) {
    for (int i = 0; i < calls; i++) {
      sent.add(router.chatAsync(ChatRequest.of("Hi"), options));
    }
  }

  /** Sends a call and lets time pass until it ends. */
  ChatReply finish(Router router, CallOptions options) {
    CompletableFuture<ChatReply> reply = router.chatAsync(ChatRequest.of("Hi"), options);
    time.advanceUntil(reply::isDone, options.deadline().plusSeconds(1));
    return reply.join();
  }

  /** Sends a call that must not be answered and lets time pass until it ends. */
  RouterException refusal(Router router, CallOptions options) {
    CompletableFuture<ChatReply> reply = router.chatAsync(ChatRequest.of("Hi"), options);
    time.advanceUntil(reply::isDone, options.deadline().plusSeconds(1));
    return errorOf(reply);
  }

  /** The error of what has failed. */
  static RouterException errorOf(CompletableFuture<?> reply) {
    assertThat(reply).isDone();
    try {
      throw new AssertionError("answered: " + reply.join());
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RouterException error) {
        return error;
      }
      throw failed;
    }
  }

  <E extends RouterEvent> List<E> told(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
