package dev.laneway.core;

import java.net.URI;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One account of a configuration. A text in its place is its key.
 *
 * @param apiKey key as the vendor gave it
 * @param baseUrl address in place of the vendor's usual one
 * @param headers headers that are sent with every call
 * @param project project or organisation of the key: keys of one project share their quotas
 * @param freeTier whether lanes without quotas of their own get the known free-tier limits
 */
public record AccountConfig(
    @Nullable String apiKey,
    @Nullable URI baseUrl,
    Map<String, String> headers,
    @Nullable String project,
    @Nullable Boolean freeTier) {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]*}");

  /** Copies. */
  public AccountConfig {
    headers = Config.copied(headers);
  }

  /** An account of which only the key is told; a blank one tells nothing. */
  public static AccountConfig of(String apiKey) {
    return new AccountConfig(apiKey.isBlank() ? null : apiKey, null, Map.of(), null, null);
  }

  /** An account at another address and with another key, where they are told. */
  public static AccountConfig at(
      @Nullable AccountConfig before, @Nullable URI baseUrl, @Nullable String apiKey) {
    AccountConfig rest = before == null ? of("") : before;
    return new AccountConfig(
        apiKey == null ? rest.apiKey : apiKey,
        baseUrl == null ? rest.baseUrl : baseUrl,
        rest.headers,
        rest.project,
        rest.freeTier);
  }

  void applyTo(AccountSettings account) {
    Config.ifTold(apiKey, key -> account.apiKeyOf(() -> known("api-key", key)));
    Config.ifTold(baseUrl, account::baseUrl);
    headers.forEach((name, value) -> account.header(name, known("header " + name, value)));
    Config.ifTold(project, name -> account.project(known("project", name)));
    Config.ifTrue(freeTier, account::freeTier);
  }

  /** Spring leaves a placeholder as it is where nobody has set the variable. */
  private static String known(String setting, String value) {
    Matcher unset = PLACEHOLDER.matcher(value);
    if (unset.find()) {
      throw new IllegalArgumentException(
          setting + " is taken from " + unset.group() + ", which is not set");
    }
    return value;
  }

  /** Without the key, and without what a header may hold. */
  @Override
  public String toString() {
    return "account at " + (baseUrl == null ? "the usual address" : baseUrl.getHost());
  }
}
