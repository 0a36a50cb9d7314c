package dev.laneway.provider.openai;

import static dev.laneway.api.Media.Kind.AUDIO;
import static dev.laneway.api.Media.Kind.DOCUMENT;
import static dev.laneway.api.Media.Kind.IMAGE;
import static dev.laneway.api.Media.Kind.VIDEO;

import dev.laneway.api.Resource;
import dev.laneway.api.Window;
import dev.laneway.provider.http.HeaderLimits;
import dev.laneway.provider.http.HeaderLimits.Row;
import dev.laneway.provider.http.StandardFailures;
import dev.laneway.provider.openai.RequestQuirks.WebSearch;
import java.time.Duration;
import java.time.ZoneOffset;

/** The vendors of this module. */
final class Dialects {

  private static final Window SECOND = Window.bucket(Duration.ofSeconds(1));
  private static final Window TEN_SECONDS = Window.bucket(Duration.ofSeconds(10));
  private static final Window MINUTE = Window.bucket(Duration.ofMinutes(1));
  private static final Window WALL_MINUTE = Window.fixed(Duration.ofMinutes(1));
  private static final Window HOUR = Window.bucket(Duration.ofHours(1));
  private static final Window DAY = Window.bucket(Duration.ofDays(1));
  private static final Window MONTH = Window.monthOf(ZoneOffset.UTC);
  private static final Window UTC_DAY = Window.dayOf(ZoneOffset.UTC);

  private static final RequestQuirks SERVER =
      RequestQuirks.USUAL.withTopK().media(IMAGE, AUDIO, VIDEO);

  private static final HeaderLimits PER_MINUTE =
      HeaderLimits.of(
          Row.named("requests", Resource.REQUESTS, MINUTE).perDayWhenSlow(),
          Row.named("tokens", Resource.TOKENS, MINUTE).perDayWhenSlow());

  static final Dialect OPENAI =
      Dialect.of("openai", "https://api.openai.com/v1", "OPENAI_API_KEY")
          .requests(
              RequestQuirks.USUAL
                  .maxTokens("max_completion_tokens")
                  .media(IMAGE, AUDIO, DOCUMENT)
                  .webSearch(WebSearch.OPTIONS))
          .limits(PER_MINUTE);

  static final Dialect OPENROUTER =
      Dialect.of("openrouter", "https://openrouter.ai/api/v1", "OPENROUTER_API_KEY")
          .requests(
              RequestQuirks.USUAL
                  .withTopK()
                  .streamUsageAnyway()
                  .media(IMAGE, AUDIO, VIDEO, DOCUMENT)
                  .webSearch(WebSearch.PLUGIN)
                  .reasoning(ReasoningWords.OBJECT))
          .limits(
              HeaderLimits.of(
                  new Row(
                      "x-ratelimit-limit",
                      "x-ratelimit-remaining",
                      "x-ratelimit-reset",
                      Resource.REQUESTS,
                      MINUTE,
                      false)))
          .failures(new OpenRouterFailures(new StandardFailures(MINUTE, UTC_DAY)));

  static final Dialect MISTRAL =
      Dialect.of("mistral", "https://api.mistral.ai/v1", "MISTRAL_API_KEY")
          .requests(
              RequestQuirks.USUAL
                  .seed("random_seed")
                  .anyTool("any")
                  .streamUsageAnyway()
                  .withShortCallIds()
                  .media(IMAGE, AUDIO, DOCUMENT)
                  .withDocumentUrl()
                  .reasoning(ReasoningWords.HIGH_OR_NONE))
          .limits(
              HeaderLimits.of(
                  bare("req-minute", Resource.REQUESTS, WALL_MINUTE),
                  bare("req-10-second", Resource.REQUESTS, TEN_SECONDS),
                  bare("tokens-minute", Resource.TOKENS, WALL_MINUTE),
                  bare("tokens-month", Resource.TOKENS, MONTH),
                  old("minute", WALL_MINUTE),
                  old("month", MONTH)))
          .failures(new StandardFailures(WALL_MINUTE, MONTH));

  static final Dialect HUGGING_FACE =
      Dialect.of(
              "huggingface",
              "https://router.huggingface.co/v1",
              "HF_TOKEN",
              "HUGGINGFACE_API_KEY",
              "HUGGING_FACE_HUB_TOKEN")
          .requests(RequestQuirks.USUAL.withTopK().media(IMAGE, VIDEO));

  static final Dialect DEEPSEEK =
      Dialect.of("deepseek", "https://api.deepseek.com", "DEEPSEEK_API_KEY")
          .requests(
              RequestQuirks.USUAL
                  .seed("")
                  .withoutSchema()
                  .textOnly()
                  .reasoning(ReasoningWords.SWITCH))
          .echoing(Echo.ALWAYS);

  static final Dialect CEREBRAS =
      Dialect.of("cerebras", "https://api.cerebras.ai/v1", "CEREBRAS_API_KEY")
          .requests(RequestQuirks.USUAL.maxTokens("max_completion_tokens").withoutPenalties())
          .echoing(Echo.ALWAYS)
          .limits(
              HeaderLimits.of(
                  Row.named("requests-minute", Resource.REQUESTS, MINUTE),
                  Row.named("requests-hour", Resource.REQUESTS, HOUR),
                  Row.named("requests-day", Resource.REQUESTS, DAY),
                  Row.named("tokens-minute", Resource.TOKENS, MINUTE),
                  Row.named("tokens-hour", Resource.TOKENS, HOUR),
                  Row.named("tokens-day", Resource.TOKENS, DAY)));

  static final Dialect TOGETHER =
      Dialect.of("together", "https://api.together.xyz/v1", "TOGETHER_API_KEY")
          .requests(RequestQuirks.USUAL.withTopK().media(IMAGE, VIDEO))
          .limits(
              HeaderLimits.of(
                  new Row(
                      "x-ratelimit-limit",
                      "x-ratelimit-remaining",
                      "x-ratelimit-reset",
                      Resource.REQUESTS,
                      SECOND,
                      false)));

  static final Dialect FIREWORKS =
      Dialect.of("fireworks", "https://api.fireworks.ai/inference/v1", "FIREWORKS_API_KEY")
          .requests(RequestQuirks.USUAL.withTopK())
          .limits(PER_MINUTE);

  static final Dialect XAI =
      Dialect.of("xai", "https://api.x.ai/v1", "XAI_API_KEY").limits(PER_MINUTE);

  static final Dialect GITHUB_MODELS =
      Dialect.of("github-models", "https://models.github.ai/inference", "GITHUB_TOKEN")
          .requests(RequestQuirks.USUAL.media(IMAGE, AUDIO))
          .limits(PER_MINUTE);

  static final Dialect LITELLM =
      Dialect.of("litellm", "http://localhost:4000/v1", "LITELLM_API_KEY")
          .requests(RequestQuirks.USUAL.withTopK().media(IMAGE, AUDIO, VIDEO, DOCUMENT))
          .echoing(Echo.TOOL_LOOPS)
          .limits(PER_MINUTE)
          .withoutKey();

  static final Dialect VLLM = server("vllm", "http://localhost:8000/v1", "VLLM_API_KEY");

  static final Dialect LM_STUDIO =
      server("lmstudio", "http://localhost:1234/v1", "LMSTUDIO_API_KEY");

  static final Dialect LLAMA_CPP =
      server("llamacpp", "http://localhost:8080/v1", "LLAMACPP_API_KEY");

  static final Dialect ANY =
      Dialect.of("openai-compat", "", "OPENAI_COMPAT_API_KEY")
          .requests(SERVER.media(IMAGE, AUDIO, VIDEO, DOCUMENT))
          .echoing(Echo.ALWAYS)
          .limits(PER_MINUTE)
          .withoutEndMark()
          .withoutKey();

  private Dialects() {}

  private static Dialect server(String id, String baseUrl, String keyVariable) {
    return Dialect.of(id, baseUrl, keyVariable).requests(SERVER).echoing(Echo.ALWAYS).withoutKey();
  }

  private static Row bare(String suffix, Resource resource, Window window) {
    return new Row(
        "x-ratelimit-limit-" + suffix,
        "x-ratelimit-remaining-" + suffix,
        "",
        resource,
        window,
        false);
  }

  private static Row old(String window, Window clock) {
    return new Row(
        "x-ratelimitbysize-limit-" + window,
        "x-ratelimitbysize-remaining-" + window,
        "",
        Resource.TOKENS,
        clock,
        false);
  }
}
