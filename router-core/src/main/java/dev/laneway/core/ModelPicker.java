package dev.laneway.core;

import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Message;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a small model choose a route; when it cannot say, the default route serves. */
record ModelPicker(String askedOn, Map<String, String> routes) {

  private static final Logger log = LoggerFactory.getLogger(ModelPicker.class);

  private static final String DEFAULT = "default";
  private static final int ENOUGH_TO_JUDGE = 2_000;

  ModelPicker {
    routes = new TreeMap<>(routes);
  }

  CompletableFuture<String> pick(
      ChatRequest request, Function<ChatRequest, CompletableFuture<ChatReply>> ask) {
    return InTurn.of(
        ask.apply(question(request)),
        (reply, thrown) -> CompletableFuture.completedFuture(chosen(reply, thrown)));
  }

  private ChatRequest question(ChatRequest request) {
    StringBuilder rule = new StringBuilder("Which of these is meant for the message below?\n");
    routes.forEach((name, use) -> rule.append(name).append(": ").append(use).append('\n'));
    rule.append("Answer with that one word and nothing else.");
    Message last = request.messages().get(request.messages().size() - 1);
    String text = last.text();
    return ChatRequest.builder()
        .system(rule.toString())
        .user(text.substring(0, Math.min(text.length(), ENOUGH_TO_JUDGE)))
        .maxOutputTokens(64)
        .temperature(0)
        .build();
  }

  private String chosen(@Nullable ChatReply reply, @Nullable Throwable thrown) {
    if (reply == null || thrown != null) {
      log.debug("The model that picks routes did not answer; the default route serves");
      return DEFAULT;
    }
    String answer = reply.text().toLowerCase(Locale.ROOT);
    return routes.keySet().stream()
        .filter(name -> answer.contains(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElse(DEFAULT);
  }
}
