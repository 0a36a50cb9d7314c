package dev.laneway.provider.ollama;

import dev.laneway.api.LimitRef;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.ProviderFailure.Kind;
import dev.laneway.api.Window;
import dev.laneway.provider.http.FailedAnswer;
import dev.laneway.provider.http.FailureReader;
import dev.laneway.provider.http.StandardFailures;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells Ollama's failures apart; its errors are a status and one sentence. */
final class OllamaFailures implements FailureReader {

  private static final Window SESSION = Window.rolling(Duration.ofHours(5));
  private static final Window WEEK = Window.rolling(Duration.ofDays(7));
  private static final Pattern UNSUPPORTED = Pattern.compile("does not support (\\w+)");

  @Override
  public ProviderFailure read(FailedAnswer answer) {
    String words = answer.error().message().toLowerCase(Locale.ROOT);
    if (answer.status() == 429 && words.contains("usage limit")) {
      Window window = words.contains("weekly") ? WEEK : SESSION;
      LimitRef limit =
          new LimitRef(Optional.empty(), Optional.of(window), OptionalLong.empty(), "");
      return new ProviderFailure.QuotaSpent(answer.details(), limit, answer.retryHint());
    }
    Matcher unsupported = UNSUPPORTED.matcher(words);
    if (answer.status() == 400 && unsupported.find()) {
      return unsupported(answer, unsupported.group(1));
    }
    if (words.contains("exceeds") && words.contains("context length")) {
      return new ProviderFailure.TooLarge(
          answer.details(), OptionalLong.empty(), OptionalLong.empty());
    }
    ProviderFailure usual = StandardFailures.ROLLING.read(answer);
    return usual.kind() == Kind.UNAUTHORIZED
        ? new ProviderFailure.Unauthorized(answer.details(), advice(answer))
        : usual;
  }

  /** A model for another kind of call, or one that lacks something that was asked for. */
  private static ProviderFailure unsupported(FailedAnswer answer, String what) {
    return switch (what) {
      case "chat", "generate", "completion", "embedding", "embeddings" ->
          new ProviderFailure.ModelGone(answer.details());
      default -> new ProviderFailure.Rejected(answer.details(), what, true);
    };
  }

  private static String advice(FailedAnswer answer) {
    return answer.status() == 403
        ? "this model is not in the plan of this account"
        : "sign in with 'ollama signin', or set a key for the cloud";
  }
}
