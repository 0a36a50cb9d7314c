package dev.laneway.spring;

import dev.laneway.api.ProviderFailure;
import java.util.Locale;
import java.util.Map;

/**
 * Every name that metrics and traces use. Those of the GenAI conventions are of version 1.41.1,
 * which are still in development: a bean of this type changes them. What is the router's own starts
 * with {@code laneway}.
 */
public interface RouterConvention {

  /** The names as they are unless told. */
  RouterConvention DEFAULT = new RouterConvention() {};

  /** A meter, and the name that it has unless told. */
  enum Meter {
    /** Seconds that one call on a lane took. */
    OPERATION_DURATION("gen_ai.client.operation.duration"),
    /** Tokens that one call used. */
    TOKEN_USAGE("gen_ai.client.token.usage"),
    /** Seconds from sending to the first piece of a stream. */
    TIME_TO_FIRST_CHUNK("gen_ai.client.operation.time_to_first_chunk"),
    /** Seconds between two pieces of a stream. */
    TIME_PER_OUTPUT_CHUNK("gen_ai.client.operation.time_per_output_chunk"),
    /** Requests that ended. */
    REQUESTS("laneway.requests"),
    /** Calls on lanes that ended. */
    ATTEMPTS("laneway.attempts"),
    /** Requests that another lane than the first choice answered. */
    FALLBACKS("laneway.fallbacks"),
    /** Seconds that requests waited for permits. */
    WAIT("laneway.wait"),
    /** Dollars that were spent. */
    COST("laneway.cost"),
    /** Replies that came out of the cache. */
    CACHED("laneway.cached"),
    /** How often a pool had to rest. */
    RESTS("laneway.pool.rests"),
    /** How often a lane or its account was closed until somebody acts. */
    CLOSED("laneway.closed"),
    /** How often a store stopped answering, and answered again. */
    STORE("laneway.store"),
    /** Whether a lane is ready. */
    LANE_READY("laneway.lane.ready"),
    /** What is left of a limit. */
    POOL_LEFT("laneway.pool.left"),
    /** Dollars that are left of a budget. */
    BUDGET_LEFT("laneway.budget.left"),
    /** Requests that wait. */
    WAITING("laneway.waiting");

    private final String usual;

    Meter(String usual) {
      this.usual = usual;
    }

    /** The name that it has unless told. */
    public String usual() {
      return usual;
    }
  }

  /** A span, and the name of its observation. */
  enum Span {
    /** One request. */
    REQUEST("laneway.request"),
    /** One call on one lane. */
    ATTEMPT("laneway.attempt");

    private final String usual;

    Span(String usual) {
      this.usual = usual;
    }

    /** The name that it has unless told. */
    public String usual() {
      return usual;
    }
  }

  /** The name of a meter. */
  default String nameOf(Meter meter) {
    return meter.usual();
  }

  /** The name of a span's observation. */
  default String nameOf(Span span) {
    return span.usual();
  }

  /** The name of an attribute; it is given the usual one, such as {@code gen_ai.request.model}. */
  default String attribute(String usual) {
    return usual;
  }

  /** The word that the conventions have for a provider. */
  default String provider(String id) {
    return GenAi.PROVIDERS.getOrDefault(id, id);
  }

  /** The word for what went wrong: one of few. */
  default String errorType(ProviderFailure failure) {
    if (failure instanceof ProviderFailure.Unavailable unavailable) {
      return unavailable.cause().name().toLowerCase(Locale.ROOT);
    }
    return failure.kind().name().toLowerCase(Locale.ROOT);
  }

  /** What people read as the name of a request's span. */
  default String requestSpan(String route) {
    return "route " + route;
  }

  /** What people read as the name of an attempt's span. */
  default String attemptSpan(String operation, String model) {
    return operation + " " + model;
  }

  /** Words that the conventions have fixed. */
  final class GenAi {

    private static final Map<String, String> PROVIDERS =
        Map.of(
            "gemini", "gcp.gemini",
            "mistral", "mistral_ai",
            "xai", "x_ai");

    private GenAi() {}
  }
}
