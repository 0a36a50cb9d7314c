package dev.laneway.core;

import dev.laneway.api.AccountId;
import dev.laneway.api.spi.ApiKey;
import dev.laneway.api.spi.ProviderSettings;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Settings of one account: its key and where its vendor is. */
public final class AccountSettings {

  private final AccountId id;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private ApiKey apiKey = ApiKey.NONE;
  private boolean keyGiven;
  private boolean keyRefused;
  private @Nullable URI baseUrl;
  private String project = "";
  private boolean freeTier;

  AccountSettings(AccountId id) {
    this.id = id;
  }

  /**
   * The key as the vendor gave it; null or blank fails in {@code build()} with the setting named.
   */
  public AccountSettings apiKey(@Nullable String key) {
    return apiKeyOf(() -> key);
  }

  AccountSettings apiKeyOf(Supplier<@Nullable String> source) {
    keyGiven = true;
    keyRefused = true; // until it has passed
    String key = source.get();
    apiKey = key == null || key.isBlank() ? ApiKey.NONE : ApiKey.of(key);
    keyRefused = false;
    return this;
  }

  /** An address in place of the vendor's usual one. */
  public AccountSettings baseUrl(URI url) {
    baseUrl = url;
    return this;
  }

  /** A header that is sent with every call. */
  public AccountSettings header(String name, String value) {
    if (value == null) { // such as of a variable that is not set
      throw new IllegalArgumentException("header '" + name + "' must have a value, had none");
    }
    headers.put(name, value);
    return this;
  }

  /**
   * The vendor's project, organisation or account that the key belongs to. Keys of one project
   * share their quotas: lanes of the same model and project draw on one pool.
   */
  public AccountSettings project(String name) {
    project = name;
    return this;
  }

  /** Gives lanes without quotas of their own the free-tier limits that are known of their model. */
  public AccountSettings freeTier() {
    freeTier = true;
    return this;
  }

  AccountId id() {
    return id;
  }

  ApiKey apiKey() {
    return apiKey;
  }

  /** Whether a key was given that cannot be one, which has been said. */
  boolean isKeyRefused() {
    return keyRefused;
  }

  boolean isKeyMissing() {
    return keyGiven && !apiKey.isPresent();
  }

  /** What keys must have in common to share a vendor's quota. */
  String project() {
    return project.isEmpty() ? id.toString() : id.provider() + ":" + project;
  }

  boolean isProjectNamed() {
    return !project.isEmpty();
  }

  boolean isFreeTier() {
    return freeTier;
  }

  ProviderSettings toProviderSettings() {
    return new ProviderSettings(id, apiKey, Optional.ofNullable(baseUrl), headers);
  }
}
