package dev.laneway.spring;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Where an account's calls go, when something else than a property knows it: a container, a
 * platform. Takes the place of the account's properties.
 */
public interface AccountConnectionDetails extends ConnectionDetails {

  /** The account, {@code provider} or {@code provider@name}. */
  String account();

  /** The address; null for the vendor's usual one. */
  default @Nullable URI baseUrl() {
    return null;
  }

  /** The key; null for a vendor that wants none. */
  default @Nullable String apiKey() {
    return null;
  }
}
