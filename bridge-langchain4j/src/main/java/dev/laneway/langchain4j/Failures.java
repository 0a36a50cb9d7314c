package dev.laneway.langchain4j;

import dev.laneway.api.ProviderFailure;
import dev.laneway.api.ProviderFailure.Kind;
import dev.laneway.api.RouterException;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;

/** The router's errors in LangChain4j's family, by which its users tell what to do. */
final class Failures {

  private Failures() {}

  static Throwable theirs(Throwable failed) {
    return failed instanceof RouterException error ? theirs(error) : failed;
  }

  static LangChain4jException theirs(RouterException error) {
    String message = String.valueOf(error.getMessage());
    return switch (error.reason()) {
      case LIMITED, DROPPED -> new RateLimitException(message, error);
      case BUDGET, CANCELLED, NOT_CACHED -> new NonRetriableException(message, error);
      case DEADLINE -> new TimeoutException(message, error);
      case REFUSED -> new ContentFilteredException(message, error);
      case REJECTED -> new InvalidRequestException(message, error);
      case UNSUPPORTED -> new ModelNotFoundException(message, error);
      case UNAVAILABLE -> unavailable(message, error);
      case BROKEN, CLOSED -> new InternalServerException(message, error);
    };
  }

  /** Every lane failed: the last one's failure tells what sort of help is needed. */
  private static LangChain4jException unavailable(String message, RouterException error) {
    Kind kind = error.failure().map(ProviderFailure::kind).orElse(Kind.UNAVAILABLE);
    return switch (kind) {
      case UNAUTHORIZED -> new AuthenticationException(message, error);
      case MODEL_GONE -> new ModelNotFoundException(message, error);
      case THROTTLED, QUOTA_SPENT, CREDIT_SPENT -> new RateLimitException(message, error);
      case TOO_LARGE, REJECTED -> new InvalidRequestException(message, error);
      case REFUSED -> new ContentFilteredException(message, error);
      case UNAVAILABLE, UNREADABLE ->
          timedOut(error)
              ? new TimeoutException(message, error)
              : new InternalServerException(message, error);
    };
  }

  private static boolean timedOut(RouterException error) {
    return error.failure().orElse(null) instanceof ProviderFailure.Unavailable last
        && last.cause() == ProviderFailure.Unavailable.Cause.TIMEOUT;
  }
}
