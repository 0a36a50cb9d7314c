package dev.laneway.provider.http.json;

/** Text that is no JSON. The message says what is wrong and where, and never quotes it. */
public final class JsonException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  JsonException(String rule, long offset) {
    super(rule + " at byte " + offset);
  }
}
