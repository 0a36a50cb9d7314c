package dev.laneway.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laneway.api.spi.ApiKey;
import dev.laneway.api.spi.ProviderContext;
import dev.laneway.api.spi.ProviderFactory;
import dev.laneway.api.spi.ProviderSettings;
import dev.laneway.testkit.ManualTime;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class VendorsTest {

  private static final ProviderContext CONTEXT =
      new ProviderContext(new ManualTime(Instant.EPOCH), HttpClient.newHttpClient());

  @Test
  void each_vendor_is_found_as_a_service() {
    assertThat(ServiceLoader.load(ProviderFactory.class))
        .extracting(ProviderFactory::id)
        .containsExactlyInAnyOrder(
            "openai",
            "openrouter",
            "mistral",
            "huggingface",
            "deepseek",
            "cerebras",
            "together",
            "fireworks",
            "xai",
            "github-models",
            "litellm",
            "vllm",
            "lmstudio",
            "llamacpp",
            "openai-compat");
  }

  @Test
  void a_missing_key_is_told_with_the_place_to_put_it() {
    assertThatThrownBy(
            () -> new Vendors.OpenAi().create(ProviderSettings.of("openai", ApiKey.NONE), CONTEXT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("apiKey")
        .hasMessageContaining("OPENAI_API_KEY");
  }

  @Test
  void a_server_of_ones_own_needs_no_key_but_an_address() {
    ProviderSettings keyless = ProviderSettings.of("openai-compat", ApiKey.NONE);

    assertThat(new Vendors.Vllm().create(ProviderSettings.of("vllm", ApiKey.NONE), CONTEXT))
        .hasToString("vllm provider");
    assertThatThrownBy(() -> new Vendors.AnyServer().create(keyless, CONTEXT))
        .hasMessageContaining("baseUrl");
  }
}
