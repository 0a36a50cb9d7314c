package dev.laneway.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A request as a loopback vendor got it. */
public final class VendorRequest {

  private final String method;
  private final String target;
  private final Map<String, List<String>> headers;
  private final byte[] body;

  VendorRequest(String method, String target, Map<String, List<String>> headers, byte[] body) {
    this.method = method;
    this.target = target;
    this.headers = Map.copyOf(headers);
    this.body = body;
  }

  /** GET, POST… */
  public String method() {
    return method;
  }

  /** Path and query, as they stood on the wire. */
  public String target() {
    return target;
  }

  /** The headers by lower-case name. */
  public Map<String, List<String>> headers() {
    return headers;
  }

  /** The target without its query. */
  public String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** A header's first value, whatever its case. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
  }

  /** The body as text. */
  public String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** A copy of the body. */
  public byte[] body() {
    return body.clone();
  }

  /** Whether a text stands anywhere in the address or the body: for hunting keys. */
  public boolean mentions(String text) {
    return target.contains(text) || bodyText().contains(text);
  }

  @Override
  public String toString() {
    return method + " " + path() + ", " + body.length + " bytes";
  }
}
