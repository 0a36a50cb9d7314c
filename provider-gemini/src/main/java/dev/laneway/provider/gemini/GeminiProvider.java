package dev.laneway.provider.gemini;

import dev.laneway.api.Capability;
import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.EmbeddingReply;
import dev.laneway.api.EmbeddingRequest;
import dev.laneway.api.FailureDetails;
import dev.laneway.api.ModelInfo;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.Endpoint;
import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderCapabilities;
import dev.laneway.api.spi.ProviderContext;
import dev.laneway.api.spi.ProviderException;
import dev.laneway.api.spi.ProviderSettings;
import dev.laneway.provider.http.Framing;
import dev.laneway.provider.http.HttpAnswer;
import dev.laneway.provider.http.HttpCall;
import dev.laneway.provider.http.LimitReader;
import dev.laneway.provider.http.VendorHttp;
import dev.laneway.provider.http.VendorProfile;
import dev.laneway.provider.http.json.Json;
import dev.laneway.provider.http.json.JsonException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.function.Supplier;

/** One account at Gemini. Each call is one request; only a list of models may take several. */
final class GeminiProvider implements Provider {

  private static final VendorProfile VENDOR =
      new VendorProfile(
          Gemini.ID,
          URI.create("https://generativelanguage.googleapis.com/v1beta"),
          "x-goog-api-key",
          "",
          LimitReader.NONE,
          new GeminiFailures());

  private static final ProviderCapabilities CAPABILITIES =
      ProviderCapabilities.of(
          Capability.CHAT,
          Capability.STREAM,
          Capability.TOOLS,
          Capability.TOOL_CHOICE,
          Capability.IMAGES,
          Capability.AUDIO,
          Capability.VIDEO,
          Capability.DOCUMENTS,
          Capability.MEDIA_BY_ADDRESS,
          Capability.SCHEMA,
          Capability.REASONING,
          Capability.SEED,
          Capability.WEB_SEARCH,
          Capability.CODE_EXECUTION,
          Capability.URL_CONTEXT,
          Capability.EMBED,
          Capability.COUNT_TOKENS,
          Capability.LIST_MODELS);

  private final ProviderSettings settings;
  private final VendorHttp http;

  GeminiProvider(ProviderSettings settings, ProviderContext context) {
    this.settings = settings;
    http = new VendorHttp(VENDOR, settings, context);
  }

  @Override
  public ProviderCapabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public Optional<Endpoint> endpoint() {
    return Optional.of(http.endpoint());
  }

  @Override
  public CompletableFuture<ChatReply> chat(ChatRequest request, CallControl control) {
    return written(
        () -> post(control, "generateContent", GenerateRequest.chat(request, control)),
        call -> http.send(call, control, GeminiProvider::read));
  }

  private static ChatReply read(HttpAnswer http) {
    Json json = readable(http);
    Answer answer = new Answer(event -> {});
    if (json.isArray()) {
      json.elements().forEach(answer::read);
    } else {
      answer.read(json);
    }
    return answer.wholeReply();
  }

  /** The body, unless it is an error after all. */
  static Json readable(HttpAnswer http) {
    Json json = http.json();
    if (Gemini.isError(json) || Gemini.isError(json.at(0))) {
      throw http.failure(json);
    }
    return json;
  }

  @Override
  public Flow.Publisher<ChatEvent> stream(ChatRequest request, CallControl control) {
    return http.stream(
        () ->
            post(control, "streamGenerateContent?alt=sse", GenerateRequest.chat(request, control)),
        control,
        Framing.SSE,
        AnswerStream::new);
  }

  @Override
  public CompletableFuture<EmbeddingReply> embed(EmbeddingRequest request, CallControl control) {
    return written(
        () ->
            post(
                control,
                Embedding.isSingle(request) ? "embedContent" : "batchEmbedContents",
                Embedding.write(request, control.model())),
        call -> http.send(call, control, answer -> Embedding.read(answer, request, control)));
  }

  @Override
  public CompletableFuture<Long> countTokens(ChatRequest request, CallControl control) {
    return written(
        () -> post(control, "countTokens", GenerateRequest.count(request, control)),
        call -> http.send(call, control, GeminiProvider::count));
  }

  private static Long count(HttpAnswer answer) {
    return readable(answer)
        .get("totalTokens")
        .number()
        .orElseThrow(() -> answer.unreadable("the answer has no totalTokens"));
  }

  @Override
  public CompletableFuture<List<ModelInfo>> models(CallControl control) {
    return new ModelPages(http, control).list();
  }

  private static HttpCall post(CallControl control, String method, byte[] body) {
    return HttpCall.post(path(control.model()) + ":" + method, body);
  }

  private static String path(String model) {
    String name = Gemini.plainName(model);
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    String path = encoded.replace("%2F", "/").replace("%3A", ":");
    return path.startsWith("tunedModels/") ? "/" + path : "/models/" + path;
  }

  /** A request that cannot be written fails the call, like everything else. */
  private static <T> CompletableFuture<T> written(
      Supplier<HttpCall> call, Function<HttpCall, CompletableFuture<T>> send) {
    HttpCall ready;
    try {
      ready = call.get();
    } catch (ProviderException rejected) {
      return CompletableFuture.failedFuture(rejected);
    } catch (JsonException broken) {
      return CompletableFuture.failedFuture(
          new ProviderException(
              new ProviderFailure.Rejected(
                  FailureDetails.of("the request holds broken JSON: " + broken.getMessage()), ""),
              broken));
    }
    return send.apply(ready);
  }

  @Override
  public void close() {
    http.close();
  }

  @Override
  public String toString() {
    return "Gemini, " + settings;
  }
}
