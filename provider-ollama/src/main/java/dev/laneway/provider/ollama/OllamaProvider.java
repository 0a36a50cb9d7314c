package dev.laneway.provider.ollama;

import dev.laneway.api.Capability;
import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.EmbeddingReply;
import dev.laneway.api.EmbeddingRequest;
import dev.laneway.api.ModelInfo;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** One Ollama server, or one account in its cloud. */
final class OllamaProvider implements Provider {

  static final String ID = "ollama";

  private static final VendorProfile VENDOR =
      VendorProfile.bearer(
          ID, "http://localhost:11434/api", LimitReader.NONE, new OllamaFailures());

  private static final ProviderCapabilities CAPABILITIES =
      ProviderCapabilities.of(
          Capability.CHAT,
          Capability.STREAM,
          Capability.TOOLS,
          Capability.IMAGES,
          Capability.SCHEMA,
          Capability.REASONING,
          Capability.SEED,
          Capability.EMBED,
          Capability.LIST_MODELS);

  private final ProviderSettings settings;
  private final VendorHttp http;

  OllamaProvider(ProviderSettings settings, ProviderContext context) {
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
    HttpCall call;
    try {
      call = HttpCall.post("/chat", ChatBody.write(request, control, false));
    } catch (ProviderException rejected) {
      return CompletableFuture.failedFuture(rejected);
    }
    return http.send(call, new Patient(control), OllamaProvider::read);
  }

  private static ChatReply read(HttpAnswer http) {
    Answer answer = new Answer(event -> {});
    answer.read(readable(http));
    return answer.wholeReply();
  }

  /** The body, unless it is an error after all. */
  static Json readable(HttpAnswer http) {
    Json json = http.json();
    if (json.get("error").isPresent()) {
      throw http.failure(json);
    }
    return json;
  }

  @Override
  public Flow.Publisher<ChatEvent> stream(ChatRequest request, CallControl control) {
    return http.stream(
        () -> HttpCall.post("/chat", ChatBody.write(request, control, true)),
        new Patient(control),
        Framing.LINES,
        AnswerLines::new);
  }

  @Override
  public CompletableFuture<EmbeddingReply> embed(EmbeddingRequest request, CallControl control) {
    HttpCall call = HttpCall.post("/embed", Embedding.write(request, control.model()));
    return http.send(
        call, new Patient(control), answer -> Embedding.read(answer, request, control));
  }

  @Override
  public CompletableFuture<List<ModelInfo>> models(CallControl control) {
    return new ModelList(http, control).list();
  }

  @Override
  public void close() {
    http.close();
  }

  @Override
  public String toString() {
    return "Ollama, " + settings;
  }
}
