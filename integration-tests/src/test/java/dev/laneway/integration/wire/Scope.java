package dev.laneway.integration.wire;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which provider meets a recording, by which call and at which address; or why none does. */
final class Scope {

  private static final Set<String> OWN_ID =
      Set.of(
          "openai",
          "openrouter",
          "mistral",
          "huggingface",
          "deepseek",
          "cerebras",
          "together",
          "xai",
          "github-models",
          "litellm",
          "vllm",
          "llamacpp",
          "groq",
          "gemini",
          "ollama");

  /** Endings of paths that no adapter asks for, with the words of the coverage table. */
  private static final Map<String, String> OUT_OF_SCOPE =
      Map.of(
          "/responses", "Responses API",
          "/v1/completions", "legacy completions",
          "/images/generations", "image output",
          "/interactions", "Interactions API (Gemini's counterpart of the Responses API)",
          "/api/pull", "pulls");

  private Scope() {}

  /** Why no adapter can meet this recording; empty if one must. */
  static Optional<String> outside(WireFile file) {
    if (file.status() != 200) {
      return Optional.empty(); // an error body is classified alike wherever it was met
    }
    String path = file.path();
    if (path.contains("/cachedContents")) {
      return Optional.of("cached contents");
    }
    return OUT_OF_SCOPE.entrySet().stream()
        .filter(ending -> path.endsWith(ending.getKey()))
        .filter(ending -> !isStoredPrompt(path))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Portkey answers a stored prompt at such a path as a chat. */
  private static boolean isStoredPrompt(String path) {
    return path.contains("/prompts/");
  }

  /** The id of the provider that speaks this vendor's protocol. */
  static String provider(WireFile file) {
    String vendor = file.vendor();
    if (vendor.equals("vertex")) {
      return "gemini";
    }
    return OWN_ID.contains(vendor) ? vendor : "openai-compat";
  }

  /** The call of the SPI that such an exchange comes from. */
  static Operation operation(WireFile file) {
    String path = file.path();
    if (path.endsWith("/models")
        || path.endsWith("/available-models")
        || path.contains("/v1/models/gpt")) {
      return Operation.MODELS;
    }
    if (path.endsWith("/api/show")) {
      return Operation.SHOW;
    }
    if (path.endsWith(":countTokens")) {
      return Operation.COUNT_TOKENS;
    }
    if (path.contains("mbed")) {
      return Operation.EMBED;
    }
    boolean streams =
        file.stream()
            || path.endsWith(":streamGenerateContent")
            || file.request().path("stream").asBoolean(false);
    return streams ? Operation.STREAM : Operation.CHAT;
  }

  /** The path of the base URL: what stood before the endpoint's own path. */
  static String basePath(WireFile file) {
    String path = file.path().replaceAll("[<>]", "").replaceAll("/+", "/");
    if (file.vendor().equals("ollama")) {
      return "/api";
    }
    int end = provider(file).equals("gemini") ? path.indexOf("/models") : -1;
    for (String endpoint : new String[] {"/chat/completions", "/embeddings", "/models"}) {
      if (end < 0) {
        end = path.indexOf(endpoint);
      }
    }
    return end < 0 ? "/v1" : path.substring(0, end) + "/";
  }
}
