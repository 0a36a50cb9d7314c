package dev.laneway.provider.ollama;

import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderContext;
import dev.laneway.api.spi.ProviderFactory;
import dev.laneway.api.spi.ProviderSettings;
import java.net.URI;
import java.util.List;

/**
 * Makes providers of id {@code ollama}: a local server without a key, or with a key and {@code
 * https://ollama.com/api} as base URL the vendor's cloud.
 */
public final class OllamaFactory implements ProviderFactory {

  /** For the service loader. */
  public OllamaFactory() {}

  @Override
  public String id() {
    return OllamaProvider.ID;
  }

  @Override
  public List<String> keyVariables() {
    return List.of("OLLAMA_API_KEY");
  }

  /** True: a local server takes none, and a key is sent where one is given. */
  @Override
  public boolean keyless() {
    return true;
  }

  @Override
  public Provider create(ProviderSettings settings, ProviderContext context) {
    ProviderSettings complete =
        settings
            .baseUrl()
            .filter(OllamaFactory::isBare)
            .map(url -> settings.at(url.resolve("/api")))
            .orElse(settings);
    return new OllamaProvider(complete, context);
  }

  /** Servers are usually named by host and port alone, and serve below {@code /api}. */
  private static boolean isBare(URI url) {
    return url.getRawPath() == null || url.getRawPath().isEmpty() || url.getRawPath().equals("/");
  }
}
