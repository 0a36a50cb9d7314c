package dev.laneway.provider.openai;

import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderContext;
import dev.laneway.api.spi.ProviderFactory;
import dev.laneway.api.spi.ProviderSettings;
import java.util.List;

/**
 * Makes the providers of one dialect. A module for one more vendor of the family extends this with
 * the vendor's {@link Dialect} and declares itself as a service.
 */
public abstract class OpenAiCompatFactory implements ProviderFactory {

  private final Dialect dialect;

  /** For a subclass with its vendor's dialect. */
  protected OpenAiCompatFactory(Dialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public final String id() {
    return dialect.id();
  }

  @Override
  public final List<String> keyVariables() {
    return dialect.keyVariables();
  }

  @Override
  public final boolean keyless() {
    return dialect.keyless();
  }

  @Override
  public final Provider create(ProviderSettings settings, ProviderContext context) {
    if (!settings.apiKey().isPresent() && !dialect.keyless()) {
      throw new IllegalArgumentException(
          "apiKey of account '%s' must be set: %s wants one, usually from %s"
              .formatted(settings.account(), id(), String.join(" or ", dialect.keyVariables())));
    }
    if (settings.baseUrl().isEmpty() && dialect.baseUrl().isEmpty()) {
      throw new IllegalArgumentException(
          "baseUrl of account '%s' must be set: %s has no usual address"
              .formatted(settings.account(), id()));
    }
    return new OpenAiProvider(dialect, settings, context);
  }
}
