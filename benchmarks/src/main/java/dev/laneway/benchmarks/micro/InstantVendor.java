package dev.laneway.benchmarks.micro;

import dev.laneway.api.Budget;
import dev.laneway.api.Capability;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.FinishReason;
import dev.laneway.api.Message;
import dev.laneway.api.Usage;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderCapabilities;
import dev.laneway.api.spi.ProviderContext;
import dev.laneway.api.spi.ProviderFactory;
import dev.laneway.api.spi.ProviderSettings;
import dev.laneway.core.Router;
import dev.laneway.core.RouterBuilder;
import java.util.concurrent.CompletableFuture;

/** A vendor within the process that answers at once, so that all that is left is the router. */
public final class InstantVendor implements ProviderFactory, Provider {

  private static final ChatReply REPLY =
      ChatReply.builder(Message.assistant("A short answer."))
          .finishReason(FinishReason.STOP)
          .usage(Usage.of(231, 41))
          .build();

  /** A router with a budget and so many lanes of three limits, all of them in its default route. */
  public static RouterBuilder router(int lanes) {
    RouterBuilder settings =
        Router.builder()
            .provider(new InstantVendor())
            .account("instant", account -> account.apiKey("key"))
            .budget(Budget.perDay("1000000.00"));
    for (int i = 0; i < lanes; i++) {
      settings.lane(
          "instant/m-" + i,
          lane ->
              lane.price(0.10, 0.40)
                  .quota(
                      quota ->
                          quota
                              .requestsPerMinute(50_000_000_000L)
                              .tokensPerMinute(50_000_000_000L)
                              .requestsPerDay(50_000_000_000L)));
    }
    return settings;
  }

  @Override
  public String id() {
    return "instant";
  }

  @Override
  public Provider create(ProviderSettings settings, ProviderContext context) {
    return this;
  }

  @Override
  public ProviderCapabilities capabilities() {
    return ProviderCapabilities.of(Capability.CHAT);
  }

  @Override
  public CompletableFuture<ChatReply> chat(ChatRequest request, CallControl control) {
    return CompletableFuture.completedFuture(REPLY);
  }
}
