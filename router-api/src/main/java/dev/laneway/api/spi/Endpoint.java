package dev.laneway.api.spi;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/**
 * Where an account's calls go and with which key, as far as people may see it.
 *
 * @param url without the path of a single call
 * @param key the fingerprint of the key, {@code none} where there is none
 */
public record Endpoint(URI url, String key) {

  /** Checks that both are there. */
  public Endpoint {
    requireNonNull(url, "url");
    requireNonNull(key, "key");
  }
}
