package dev.laneway.core;

import dev.laneway.api.Capability;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderCapabilities;
import java.util.concurrent.CompletableFuture;

/** A provider with a bug: it throws where it may not. */
final class BrokenProvider implements Provider {

  @Override
  public ProviderCapabilities capabilities() {
    return ProviderCapabilities.of(Capability.CHAT);
  }

  @Override
  public CompletableFuture<ChatReply> chat(ChatRequest request, CallControl control) {
    throw new IllegalStateException("a bug");
  }
}
