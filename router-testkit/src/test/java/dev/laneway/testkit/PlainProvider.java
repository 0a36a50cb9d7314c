package dev.laneway.testkit;

import dev.laneway.api.Capability;
import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.FailureDetails;
import dev.laneway.api.LimitRef;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.ProviderFailure.Unavailable;
import dev.laneway.api.Usage;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderCapabilities;
import dev.laneway.api.spi.ProviderContext;
import dev.laneway.api.spi.ProviderException;
import dev.laneway.api.spi.ProviderSettings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A provider of an invented protocol, {@code {"text":"…","in":1,"out":2}}, as somebody might write
 * it in an hour, with the flaws that it is told to have.
 */
final class PlainProvider implements Provider {

  /** What is wrong with it. */
  enum Flaw {
    WRONG_USAGE,
    KEY_IN_ADDRESS,
    DEAF_TO_HINTS,
    BLAMES_THE_VENDOR,
    TAKES_ANYTHING,
    THROWS,
    TALKS_OF_KEYS,
    NEVER_COMPLETES,
    PUSHES,
    RETRIES,
    FOLLOWS,
    SENDS_EARLY,
    DEAF_TO_CANCELLING,
    WAITS_FOR_EVER,
    LEAVES_SOCKETS_OPEN,
    CLOSES_NOTHING
  }

  private static final Pattern ANSWER =
      Pattern.compile("\\{.*\"text\":\"([^\"]*)\"(?:,\"in\":(\\d+),\"out\":(\\d+))?}");

  private final Set<Flaw> flaws;
  private final ProviderSettings settings;
  private final ProviderContext context;
  private final Set<CompletableFuture<ChatReply>> underWay = ConcurrentHashMap.newKeySet();

  PlainProvider(Set<Flaw> flaws, ProviderSettings settings, ProviderContext context) {
    this.flaws = flaws;
    this.settings = settings;
    this.context = context;
  }

  boolean has(Flaw flaw) {
    return flaws.contains(flaw);
  }

  @Override
  public ProviderCapabilities capabilities() {
    return ProviderCapabilities.of(Capability.CHAT, Capability.STREAM);
  }

  @Override
  public CompletableFuture<ChatReply> chat(ChatRequest request, CallControl control) {
    if (has(Flaw.THROWS)) {
      throw new IllegalStateException("not today");
    }
    CompletableFuture<ChatReply> exchange = exchange(control);
    CompletableFuture<ChatReply> reply = new CompletableFuture<>();
    underWay.add(reply);
    var unused =
        exchange.whenComplete(
            (read, failure) -> {
              if (failure == null) {
                reply.complete(read);
              } else {
                reply.completeExceptionally(told(failure));
              }
            });
    if (!has(Flaw.WAITS_FOR_EVER)) {
      Duration most = control.timeouts().firstContent();
      context.time().after(most, () -> reply.completeExceptionally(timedOut()));
    }
    var unusedToo =
        reply.whenComplete(
            (read, failure) -> {
              boolean cancelled = failure instanceof CancellationException;
              if (!has(cancelled ? Flaw.DEAF_TO_CANCELLING : Flaw.LEAVES_SOCKETS_OPEN)) {
                exchange.cancel(true);
              }
            });
    return reply;
  }

  static Throwable told(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  @Override
  public void close() {
    if (!has(Flaw.CLOSES_NOTHING)) {
      underWay.forEach(reply -> reply.completeExceptionally(unavailable(0, "closed")));
    }
  }

  private CompletableFuture<ChatReply> exchange(CallControl control) {
    String key = settings.apiKey().reveal();
    String query = has(Flaw.KEY_IN_ADDRESS) ? "?key=" + key : "";
    URI url = settings.baseUrl().orElseThrow().resolve("/" + control.model() + query);
    return sent(url, key)
        .thenCompose(
            answer -> {
              if (answer.statusCode() > 400 && has(Flaw.RETRIES)) {
                return sent(url, key);
              }
              Optional<String> elsewhere = answer.headers().firstValue("location");
              return elsewhere.isPresent() && has(Flaw.FOLLOWS)
                  ? sent(url.resolve(elsewhere.get()), key)
                  : CompletableFuture.completedFuture(answer);
            })
        .handle(
            (answer, broken) -> {
              if (broken != null) {
                throw unavailable(0, "no connection");
              }
              return read(answer);
            });
  }

  private CompletableFuture<HttpResponse<String>> sent(URI url, String key) {
    HttpRequest call = HttpRequest.newBuilder(url).header("x-key", key).build();
    return context.http().sendAsync(call, BodyHandlers.ofString());
  }

  private ChatReply read(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      throw failure(answer);
    }
    Matcher found = ANSWER.matcher(answer.body().strip());
    if (!found.matches()) {
      if (has(Flaw.TAKES_ANYTHING)) {
        return ChatReply.of(answer.body());
      }
      throw new ProviderException(
          new ProviderFailure.Unreadable(FailureDetails.of(200, "that is no answer")));
    }
    ChatReply.Builder reply = ChatReply.of(found.group(1)).toBuilder();
    if (found.group(2) != null && !has(Flaw.WRONG_USAGE)) {
      reply.usage(Usage.of(Long.parseLong(found.group(2)), Long.parseLong(found.group(3))));
    }
    return reply.build();
  }

  private ProviderException failure(HttpResponse<String> answer) {
    int status = answer.statusCode();
    String words = has(Flaw.TALKS_OF_KEYS) ? answer.body() : "status " + status;
    if (has(Flaw.BLAMES_THE_VENDOR) || status >= 500) {
      return unavailable(status, words);
    }
    FailureDetails details = FailureDetails.of(status, words);
    if (status == 429) {
      Optional<Duration> wait =
          answer.headers().firstValue("retry-after").map(Long::parseLong).map(Duration::ofSeconds);
      return new ProviderException(
          new ProviderFailure.Throttled(
              details, LimitRef.UNNAMED, has(Flaw.DEAF_TO_HINTS) ? Optional.empty() : wait));
    }
    return new ProviderException(
        status == 401
            ? new ProviderFailure.Unauthorized(details, "check the key")
            : new ProviderFailure.Rejected(details, ""));
  }

  private static ProviderException timedOut() {
    return new ProviderException(
        new Unavailable(
            FailureDetails.of("nothing came"), Unavailable.Cause.TIMEOUT, Optional.empty()));
  }

  private static ProviderException unavailable(int status, String words) {
    return new ProviderException(
        new Unavailable(
            FailureDetails.of(status, words), Unavailable.Cause.SERVER_ERROR, Optional.empty()));
  }

  @Override
  public Flow.Publisher<ChatEvent> stream(ChatRequest request, CallControl control) {
    if (has(Flaw.SENDS_EARLY)) {
      CompletableFuture<ChatReply> early = chat(request, control);
      early.join();
      return subscriber -> PlainStream.begin(this, subscriber, () -> early);
    }
    return subscriber -> PlainStream.begin(this, subscriber, () -> chat(request, control));
  }
}
