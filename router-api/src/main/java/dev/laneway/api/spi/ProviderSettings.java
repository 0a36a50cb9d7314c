package dev.laneway.api.spi;

import static java.util.Objects.requireNonNull;

import dev.laneway.api.AccountId;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * What an application configured for one account.
 *
 * @param apiKey the key, {@link ApiKey#NONE} where there is none
 * @param baseUrl in place of the vendor's usual one
 * @param headers sent with every call
 */
public record ProviderSettings(
    AccountId account, ApiKey apiKey, Optional<URI> baseUrl, Map<String, String> headers) {

  /** Checks the address. */
  public ProviderSettings {
    requireNonNull(account, "account");
    requireNonNull(apiKey, "apiKey");
    headers = Map.copyOf(headers);
    baseUrl.ifPresent(ProviderSettings::requireHttp);
  }

  private static void requireHttp(URI url) {
    String scheme = url.getScheme();
    boolean http = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
    if (!http || url.getHost() == null) {
      throw new IllegalArgumentException(
          "baseUrl must be an http or https address with a host, was '" + harmless(url) + "'");
    }
    if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "baseUrl must have no user, query or fragment, was '" + harmless(url) + "'");
    }
  }

  /** The address without what may be a secret in it. */
  private static String harmless(URI url) {
    return url.toString().replaceFirst("[?#].*", "").replaceFirst("(?<=^|//)[^/]*@", "");
  }

  /** An account with a key and everything else as usual. */
  public static ProviderSettings of(String account, ApiKey apiKey) {
    return new ProviderSettings(AccountId.of(account), apiKey, Optional.empty(), Map.of());
  }

  /** The same account at another address. */
  public ProviderSettings at(URI url) {
    return new ProviderSettings(account, apiKey, Optional.of(url), headers);
  }

  @Override
  public String toString() {
    return account + ", " + apiKey + baseUrl.map(url -> ", " + url).orElse("");
  }
}
