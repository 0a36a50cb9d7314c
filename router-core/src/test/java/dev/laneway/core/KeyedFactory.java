package dev.laneway.core;

import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderContext;
import dev.laneway.api.spi.ProviderFactory;
import dev.laneway.api.spi.ProviderSettings;
import java.util.List;

/** A vendor that wants a key. */
record KeyedFactory(String id, Provider provider) implements ProviderFactory {

  @Override
  public List<String> keyVariables() {
    return List.of("KEYED_API_KEY");
  }

  @Override
  public Provider create(ProviderSettings settings, ProviderContext context) {
    return provider;
  }
}
