package dev.laneway.core;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Message;
import dev.laneway.api.Part;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * Chooses the route of a call that names none, by what it asks. Runs on the caller's thread; when a
 * picker asks a model, the call waits for it.
 */
@FunctionalInterface
public interface RoutePicker {

  /** The route's name, or empty to leave it to the next picker. */
  Optional<String> pick(ChatRequest request, CallOptions options);

  /** This route, when the rule holds. */
  static RoutePicker when(BiPredicate<ChatRequest, CallOptions> rule, String route) {
    return new RouteRule(rule, route);
  }

  /** Requests whose prompt has more characters than this. */
  static RoutePicker longerThan(int characters, String route) {
    return when(
        (request, options) ->
            request.messages().stream().mapToLong(m -> m.text().length()).sum() > characters,
        route);
  }

  /** Requests with images. */
  static RoutePicker withImages(String route) {
    return when(
        (request, options) ->
            request.messages().stream()
                .flatMap(message -> message.parts().stream())
                .anyMatch(Part.Attachment.class::isInstance),
        route);
  }

  /** Requests with tools. */
  static RoutePicker withTools(String route) {
    return when((request, options) -> !request.tools().isEmpty(), route);
  }

  /** Requests whose last words hold one of these, whatever the case. */
  static RoutePicker withKeywords(String route, String... keywords) {
    return when(
        (request, options) -> {
          Message last = request.messages().get(request.messages().size() - 1);
          String text = last.text().toLowerCase(Locale.ROOT);
          return Stream.of(keywords).anyMatch(word -> text.contains(word.toLowerCase(Locale.ROOT)));
        },
        route);
  }

  /** Calls whose options name this task. */
  static RoutePicker forTask(String task, String route) {
    return when((request, options) -> options.task().equals(task), route);
  }
}
