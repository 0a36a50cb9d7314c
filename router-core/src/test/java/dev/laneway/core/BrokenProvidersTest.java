package dev.laneway.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laneway.api.Capability;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderCapabilities;
import dev.laneway.api.spi.ProviderFactory;
import dev.laneway.api.spi.ProviderSettings;
import dev.laneway.testkit.ScriptedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Providers that break while they are made or closed. */
class BrokenProvidersTest {

  private final World world = new World();
  private final List<String> closed = new ArrayList<>();

  /** Chats, and does this when it is closed. */
  private record Closeable(Runnable closing) implements Provider {

    @Override
    public ProviderCapabilities capabilities() {
      return ProviderCapabilities.of(Capability.CHAT);
    }

    @Override
    public CompletableFuture<ChatReply> chat(ChatRequest request, CallControl control) {
      return CompletableFuture.completedFuture(ChatReply.of("ok"));
    }

    @Override
    public void close() {
      closing.run();
    }
  }

  private ProviderFactory good() {
    return making("good", settings -> new Closeable(() -> closed.add("good")));
  }

  private static ProviderFactory making(String id, Function<ProviderSettings, Provider> providers) {
    return ScriptedProvider.factory(id, providers);
  }

  private RouterBuilder over(ProviderFactory other) {
    return world.builder().provider(other).provider(good()).lane("good/a").lane(other.id() + "/a");
  }

  @Test
  void one_that_cannot_be_closed_keeps_none_from_it() {
    Router router =
        over(making(
                "bad",
                settings ->
                    new Closeable(
                        () -> {
                          throw new IllegalStateException("a bug");
                        })))
            .build();

    assertThatCode(router::close).doesNotThrowAnyException();
    assertThat(closed).containsExactly("good");
  }

  @Test
  void one_that_cannot_be_made_is_named_by_its_account_and_nothing_stays_open() {
    List<Function<ProviderSettings, Provider>> bad =
        List.of(
            settings -> {
              throw new IllegalArgumentException("region must be one of eu, us, was 'mars'");
            },
            settings -> {
              throw new IllegalStateException("a bug");
            });

    assertThatThrownBy(over(making("bad", bad.get(0)))::build)
        .hasMessage("account 'bad': region must be one of eu, us, was 'mars'");
    assertThatThrownBy(over(making("bad", bad.get(1)))::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("account 'bad': its provider failed with ");
    assertThat(closed).containsExactly("good", "good");
  }

  @Test
  void new_settings_with_one_that_cannot_be_made_change_nothing() {
    ProviderFactory bad =
        making(
            "bad",
            settings -> {
              throw new IllegalStateException("a bug");
            });
    world.model("a").answers("ok");
    try (Router router = world.fallback("a")) {
      assertThatThrownBy(() -> router.reconfigure(over(bad))).hasMessageContaining("'bad'");
      assertThat(closed).containsExactly("good");
      assertThat(router.chat(ChatRequest.of("Hi")).text()).isEqualTo("ok");
    }
  }

  @Test
  void one_without_an_id_is_named_by_its_class() {
    ProviderFactory nameless = making(" ", settings -> new Closeable(() -> {}));

    assertThatThrownBy(world.builder().provider(nameless).provider(good()).lane("good/a")::build)
        .hasMessageStartingWith("provider must have an id, dev.laneway.testkit.");
  }
}
