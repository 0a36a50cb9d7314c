package dev.laneway.langchain4j;

import static java.util.Objects.requireNonNull;

import dev.laneway.api.CallOptions;
import dev.laneway.core.Router;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import org.jspecify.annotations.Nullable;

/**
 * What both models stand on.
 *
 * @param told how calls are treated; without it as the router treats those without options
 */
record Wiring(Router router, @Nullable CallOptions told, ChatRequestParameters parameters) {

  /** Checks that router and parameters are there. */
  Wiring {
    requireNonNull(router, "router");
    requireNonNull(parameters, "parameters");
  }

  static Wiring to(Router router) {
    return new Wiring(router, null, ChatRequestParameters.builder().build());
  }

  /** What no request may ask is told in LangChain4j's words. */
  Question question(ChatRequest theirs) {
    try {
      return Question.of(theirs, told == null ? router.defaults() : told, router);
    } catch (IllegalArgumentException wrong) {
      throw new InvalidRequestException(wrong.getMessage(), wrong);
    }
  }
}
