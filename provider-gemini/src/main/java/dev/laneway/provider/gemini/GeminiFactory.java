package dev.laneway.provider.gemini;

import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderContext;
import dev.laneway.api.spi.ProviderFactory;
import dev.laneway.api.spi.ProviderSettings;
import java.util.List;

/** Makes providers of id {@code gemini}. Vertex speaks the same protocol at another base URL. */
public final class GeminiFactory implements ProviderFactory {

  /** For the service loader. */
  public GeminiFactory() {}

  @Override
  public String id() {
    return Gemini.ID;
  }

  @Override
  public List<String> keyVariables() {
    return List.of("GEMINI_API_KEY", "GOOGLE_API_KEY");
  }

  @Override
  public Provider create(ProviderSettings settings, ProviderContext context) {
    return new GeminiProvider(settings, context);
  }
}
