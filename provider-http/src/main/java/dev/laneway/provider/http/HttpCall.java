package dev.laneway.provider.http;

import dev.laneway.provider.http.json.JsonWriter;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request to a vendor: a path below its base address, a body of JSON or none. */
public final class HttpCall {

  private final String path;
  private final @Nullable ByteBuffer body;
  private final Map<String, String> headers;

  private HttpCall(String path, @Nullable ByteBuffer body, Map<String, String> headers) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path must begin with '/', was '" + path + "'");
    }
    this.path = path;
    this.body = body;
    this.headers = headers;
  }

  /** Asks for something. */
  public static HttpCall get(String path) {
    return new HttpCall(path, null, Map.of());
  }

  /** Sends JSON. The bytes are sent as they are and must not be changed any more. */
  public static HttpCall post(String path, byte[] json) {
    return new HttpCall(path, ByteBuffer.wrap(json), Map.of());
  }

  /** Sends JSON that was written, without copying it; the writer is of no more use. */
  public static HttpCall post(String path, JsonWriter json) {
    return new HttpCall(path, json.toBuffer(), Map.of());
  }

  /** The same call with one more header. */
  public HttpCall header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new HttpCall(path, body, more);
  }

  String path() {
    return path;
  }

  @Nullable ByteBuffer body() {
    return body;
  }

  Map<String, String> headers() {
    return headers;
  }

  @Override
  public String toString() {
    return body == null ? "GET " + path : "POST " + path + " of " + body.remaining() + " bytes";
  }
}
