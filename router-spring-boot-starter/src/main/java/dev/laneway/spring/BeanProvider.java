package dev.laneway.spring;

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
import dev.laneway.api.spi.ProviderFactory;
import dev.laneway.api.spi.ProviderSettings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** A provider that is a bean, under the bean's name; the context closes it, and no router. */
record BeanProvider(String id, Provider bean) implements ProviderFactory, Provider {

  @Override
  public boolean keyless() {
    return true;
  }

  @Override
  public Provider create(ProviderSettings settings, ProviderContext context) {
    return this;
  }

  @Override
  public ProviderCapabilities capabilities() {
    return bean.capabilities();
  }

  @Override
  public Optional<Endpoint> endpoint() {
    return bean.endpoint();
  }

  @Override
  public CompletableFuture<ChatReply> chat(ChatRequest request, CallControl control) {
    return bean.chat(request, control);
  }

  @Override
  public Flow.Publisher<ChatEvent> stream(ChatRequest request, CallControl control) {
    return bean.stream(request, control);
  }

  @Override
  public CompletableFuture<EmbeddingReply> embed(EmbeddingRequest request, CallControl control) {
    return bean.embed(request, control);
  }

  @Override
  public CompletableFuture<Long> countTokens(ChatRequest request, CallControl control) {
    return bean.countTokens(request, control);
  }

  @Override
  public CompletableFuture<List<ModelInfo>> models(CallControl control) {
    return bean.models(control);
  }

  @Override
  public void close() {}
}
