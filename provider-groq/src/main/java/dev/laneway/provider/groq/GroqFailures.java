package dev.laneway.provider.groq;

import dev.laneway.api.ProviderFailure;
import dev.laneway.provider.http.FailedAnswer;
import dev.laneway.provider.http.FailureReader;
import dev.laneway.provider.http.StandardFailures;
import java.util.Locale;

/** Groq's errors: an organisation that may not use a model meets 400 or 403. */
final class GroqFailures implements FailureReader {

  @Override
  public ProviderFailure read(FailedAnswer answer) {
    String code = answer.error().code().toLowerCase(Locale.ROOT);
    if (code.startsWith("organization_") || code.equals("model_permission_blocked_org")) {
      return new ProviderFailure.Unauthorized(
          answer.details(), "see what this organisation may use at console.groq.com");
    }
    return StandardFailures.ROLLING.read(answer);
  }
}
