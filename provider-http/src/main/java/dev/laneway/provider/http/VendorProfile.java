package dev.laneway.provider.http;

import dev.laneway.api.spi.ApiKey;
import java.net.URI;

/**
 * What is the same for all accounts at a vendor.
 *
 * @param provider the provider's id, for messages
 * @param baseUrl the usual address, which an account may replace
 * @param keyHeader the header that carries the key
 * @param keyPrefix what stands before the key in it; may be empty
 * @param limits reads what an answer's headers say about limits
 * @param failures tells failures apart
 */
public record VendorProfile(
    String provider,
    URI baseUrl,
    String keyHeader,
    String keyPrefix,
    LimitReader limits,
    FailureReader failures) {

  /** A vendor that takes its key as a bearer token. */
  public static VendorProfile bearer(
      String provider, String baseUrl, LimitReader limits, FailureReader failures) {
    return new VendorProfile(
        provider, URI.create(baseUrl), "Authorization", "Bearer ", limits, failures);
  }

  String keyValue(ApiKey key) {
    return keyPrefix + key.reveal();
  }
}
