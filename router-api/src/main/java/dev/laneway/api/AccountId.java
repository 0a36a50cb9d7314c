package dev.laneway.api;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One key, or keyless endpoint, at a provider: {@code gemini} or {@code gemini@work}. The name is
 * empty for a provider's only account.
 */
public record AccountId(String provider, String name) implements Comparable<AccountId> {

  private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9._-]*");

  /** Checks both words: lower-case letters, digits, dots, hyphens, underscores. */
  public AccountId {
    if (!WORD.matcher(provider).matches()) {
      throw new IllegalArgumentException(
          "provider must be lower-case letters, digits, '.', '_' or '-', was '" + provider + "'");
    }
    if (!name.isEmpty() && !WORD.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "account name must be lower-case letters, digits, '.', '_' or '-', was '" + name + "'");
    }
  }

  /** Reads {@code provider} or {@code provider@name}. */
  public static AccountId of(String text) {
    int at = text.indexOf('@');
    if (at == text.length() - 1) {
      throw new IllegalArgumentException(
          "account must be provider or provider@name, was '" + text + "'");
    }
    return at < 0
        ? new AccountId(text, "")
        : new AccountId(text.substring(0, at), text.substring(at + 1));
  }

  // by hand: the JDK makes that of a record at first use, for milliseconds of a start
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AccountId id && provider.equals(id.provider) && name.equals(id.name);
  }

  @Override
  public int hashCode() {
    return 31 * provider.hashCode() + name.hashCode();
  }

  @Override
  public int compareTo(AccountId other) {
    int byProvider = provider.compareTo(other.provider);
    return byProvider != 0 ? byProvider : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name.isEmpty() ? provider : provider + '@' + name;
  }
}
