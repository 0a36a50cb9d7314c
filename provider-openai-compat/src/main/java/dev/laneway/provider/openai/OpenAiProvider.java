package dev.laneway.provider.openai;

import dev.laneway.api.BuiltInTool;
import dev.laneway.api.Capability;
import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.EmbeddingReply;
import dev.laneway.api.EmbeddingRequest;
import dev.laneway.api.Media;
import dev.laneway.api.ModelInfo;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.Endpoint;
import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderCapabilities;
import dev.laneway.api.spi.ProviderContext;
import dev.laneway.api.spi.ProviderSettings;
import dev.laneway.provider.http.Framing;
import dev.laneway.provider.http.HttpCall;
import dev.laneway.provider.http.VendorHttp;
import dev.laneway.provider.http.VendorProfile;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** One account at one vendor of the family. */
final class OpenAiProvider implements Provider {

  private static final String CHAT = "/chat/completions";

  private final Dialect dialect;
  private final VendorHttp http;
  private final RequestWriter writer;
  private final ProviderCapabilities capabilities;

  OpenAiProvider(Dialect dialect, ProviderSettings settings, ProviderContext context) {
    this.dialect = dialect;
    http =
        new VendorHttp(
            VendorProfile.bearer(
                dialect.id(), dialect.baseUrl(), dialect.limits(), dialect.failures()),
            settings,
            context);
    writer = new RequestWriter(dialect);
    capabilities = new ProviderCapabilities(capabilitiesOf(dialect.request()));
  }

  private static Set<Capability> capabilitiesOf(RequestQuirks quirks) {
    Set<Capability> all =
        EnumSet.of(
            Capability.CHAT,
            Capability.STREAM,
            Capability.TOOLS,
            Capability.TOOL_CHOICE,
            Capability.EMBED,
            Capability.LIST_MODELS);
    addIf(all, Capability.SCHEMA, quirks.schema());
    addIf(all, Capability.SEED, !quirks.seed().isEmpty());
    addIf(all, Capability.REASONING, quirks.reasoning() != ReasoningWords.NONE);
    addIf(all, Capability.IMAGES, quirks.media().contains(Media.Kind.IMAGE));
    addIf(all, Capability.MEDIA_BY_ADDRESS, quirks.media().contains(Media.Kind.IMAGE));
    addIf(all, Capability.AUDIO, quirks.media().contains(Media.Kind.AUDIO));
    addIf(all, Capability.VIDEO, quirks.media().contains(Media.Kind.VIDEO));
    addIf(all, Capability.DOCUMENTS, quirks.media().contains(Media.Kind.DOCUMENT));
    addIf(
        all,
        Capability.valueOf(BuiltInTool.WEB_SEARCH.name()),
        quirks.webSearch() != RequestQuirks.WebSearch.NONE);
    return all;
  }

  private static void addIf(Set<Capability> all, Capability capability, boolean has) {
    if (has) {
      all.add(capability);
    }
  }

  @Override
  public ProviderCapabilities capabilities() {
    return capabilities;
  }

  @Override
  public Optional<Endpoint> endpoint() {
    return Optional.of(http.endpoint());
  }

  @Override
  public CompletableFuture<ChatReply> chat(ChatRequest request, CallControl control) {
    return http.send(
        () -> HttpCall.post(CHAT, writer.chat(request, control, false)),
        control,
        answer -> ReplyReader.read(dialect, answer));
  }

  @Override
  public Flow.Publisher<ChatEvent> stream(ChatRequest request, CallControl control) {
    return http.stream(
        () -> HttpCall.post(CHAT, writer.chat(request, control, true)),
        control,
        Framing.SSE,
        () -> new Chunks(dialect));
  }

  @Override
  public CompletableFuture<EmbeddingReply> embed(EmbeddingRequest request, CallControl control) {
    return http.send(
        () -> HttpCall.post("/embeddings", writer.embedding(request, control)),
        control,
        answer -> Listings.vectors(answer, request));
  }

  @Override
  public CompletableFuture<List<ModelInfo>> models(CallControl control) {
    return http.send(HttpCall.get("/models"), control, Listings::models);
  }

  @Override
  public void close() {
    http.close();
  }

  @Override
  public String toString() {
    return dialect + " provider";
  }
}
