package dev.laneway.api.spi;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A secret that hides itself: it prints as a short fingerprint and cannot be serialised. */
public final class ApiKey {

  /** The key of an account that needs none. */
  public static final ApiKey NONE = new ApiKey("");

  private final String secret;

  private ApiKey(String secret) {
    this.secret = secret;
  }

  /** A key as the vendor gave it, without white space around it or line breaks within. */
  public static ApiKey of(String secret) {
    String stripped = secret.strip();
    if (stripped.isEmpty()) {
      throw new IllegalArgumentException("apiKey must not be blank");
    }
    for (int i = 0; i < stripped.length(); i++) {
      if (stripped.charAt(i) <= ' ' || stripped.charAt(i) > '~') {
        throw new IllegalArgumentException(
            "apiKey must be printable ASCII without white space, was not at character "
                + (i + 1)
                + " of "
                + stripped.length());
      }
    }
    return new ApiKey(stripped);
  }

  /** The secret itself: for a request header, and for nothing else. */
  public String reveal() {
    return secret;
  }

  /** Whether there is a key. */
  public boolean isPresent() {
    return !secret.isEmpty();
  }

  /** Six hexadecimal digits that tell two keys apart and nothing more. */
  public String fingerprint() {
    return isPresent() ? "%06x".formatted((secret.hashCode() * 0x9E3779B9) >>> 8) : "none";
  }

  /** The text with each appearance of the key blotted out. */
  public String blotOutIn(String text) {
    return isPresent() ? text.replace(secret, "[key " + fingerprint() + "]") : text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ApiKey that && secret.equals(that.secret);
  }

  @Override
  public int hashCode() {
    return Objects.hash(secret);
  }

  @Override
  public String toString() {
    return "key " + fingerprint();
  }
}
