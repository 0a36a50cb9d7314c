package dev.laneway.integration;

import dev.laneway.api.spi.ApiKey;
import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderContext;
import dev.laneway.api.spi.ProviderFactory;
import dev.laneway.api.spi.ProviderSettings;
import dev.laneway.api.time.TimeSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Providers as a router makes them: found as services, handed time and an HTTP client. */
public final class Providers {

  /** A secret that is nowhere to be seen: {@link dev.laneway.integration.keys} hunts for it. */
  public static final String SECRET = "sk-laneway-4fd0c2a97b1e6385-never-shown";

  private static final Map<String, ProviderFactory> FACTORIES =
      ServiceLoader.load(ProviderFactory.class).stream()
          .map(ServiceLoader.Provider::get)
          .collect(Collectors.toMap(ProviderFactory::id, Function.identity()));

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  private Providers() {}

  /** The vendors that want a key. */
  public static List<String> withKeys() {
    return FACTORIES.values().stream()
        .filter(factory -> !factory.keyless())
        .map(ProviderFactory::id)
        .sorted()
        .toList();
  }

  /** An account of the vendor with this id, at another address and with {@link #SECRET}. */
  public static Provider at(String id, URI url, TimeSource time) {
    return at(id, url, time, HTTP);
  }

  /** The same over another client. */
  public static Provider at(String id, URI url, TimeSource time, HttpClient client) {
    ProviderFactory factory = FACTORIES.get(id);
    if (factory == null) {
      throw new AssertionError("no provider '" + id + "' among " + FACTORIES.keySet());
    }
    ApiKey key = factory.keyless() ? ApiKey.NONE : ApiKey.of(SECRET);
    return factory.create(ProviderSettings.of(id, key).at(url), new ProviderContext(time, client));
  }
}
