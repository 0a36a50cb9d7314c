package dev.laneway.provider.groq;

import dev.laneway.api.Media;
import dev.laneway.api.Resource;
import dev.laneway.api.Window;
import dev.laneway.provider.http.HeaderLimits;
import dev.laneway.provider.http.HeaderLimits.Row;
import dev.laneway.provider.openai.Dialect;
import dev.laneway.provider.openai.OpenAiCompatFactory;
import dev.laneway.provider.openai.RequestQuirks;
import java.time.Duration;

/** The way into this module, found by {@link java.util.ServiceLoader}. */
public final class GroqFactory extends OpenAiCompatFactory {

  /** Headers tell requests per day beside tokens per minute, under names that look alike. */
  private static final HeaderLimits LIMITS =
      HeaderLimits.of(
          Row.named("requests", Resource.REQUESTS, Window.bucket(Duration.ofDays(1))),
          Row.named("tokens", Resource.TOKENS, Window.bucket(Duration.ofMinutes(1))));

  private static final Dialect GROQ =
      Dialect.of("groq", "https://api.groq.com/openai/v1", "GROQ_API_KEY")
          .requests(
              RequestQuirks.USUAL
                  .maxTokens("max_completion_tokens")
                  .streamUsageAnyway()
                  .media(Media.Kind.IMAGE)
                  .reasoning(new GroqReasoning()))
          .limits(LIMITS)
          .failures(new GroqFailures());

  /** For {@link java.util.ServiceLoader}. */
  public GroqFactory() {
    super(GROQ);
  }
}
