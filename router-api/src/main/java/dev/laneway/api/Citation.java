package dev.laneway.api;

import static java.util.Objects.requireNonNull;

/**
 * A source that the answer rests on.
 *
 * @param uri where it is, as the vendor gave it; may be empty
 * @param title what it is called; may be empty
 * @param quote the words that were cited; may be empty
 */
public record Citation(String uri, String title, String quote) {

  /** Checks that all are there. */
  public Citation {
    requireNonNull(uri, "uri");
    requireNonNull(title, "title");
    requireNonNull(quote, "quote");
  }

  @Override
  public String toString() {
    return "citation of " + uri;
  }
}
