package dev.laneway.core;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatRequest;
import java.util.Optional;
import java.util.function.BiPredicate;

/** A picker whose route is known beforehand, so that a route that is nowhere fails the start. */
record RouteRule(BiPredicate<ChatRequest, CallOptions> rule, String route) implements RoutePicker {

  @Override
  public Optional<String> pick(ChatRequest request, CallOptions options) {
    return rule.test(request, options) ? Optional.of(route) : Optional.empty();
  }
}
