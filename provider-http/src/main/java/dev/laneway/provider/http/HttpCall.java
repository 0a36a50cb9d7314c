package dev.laneway.provider.http;

import dev.laneway.provider.http.json.JsonWriter;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One request to a vendor: a path below its base address, a body of JSON or none. */
public final class HttpCall {

  private final String path;
  private final @Nullable ByteBuffer body;

  private HttpCall(String path, @Nullable ByteBuffer body) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path must begin with '/', was '" + path + "'");
    }
    this.path = path;
    this.body = body;
  }

  /** Asks for something. */
  public static HttpCall get(String path) {
    return new HttpCall(path, null);
  }

  /** Sends JSON. The bytes are sent as they are and must not be changed any more. */
  public static HttpCall post(String path, byte[] json) {
    return new HttpCall(path, ByteBuffer.wrap(json));
  }

  /** Sends JSON that was written, without copying it; the writer is of no more use. */
  public static HttpCall post(String path, JsonWriter json) {
    return new HttpCall(path, json.toBuffer());
  }

  String path() {
    return path;
  }

  @Nullable ByteBuffer body() {
    return body;
  }

  @Override
  public String toString() {
    return body == null ? "GET " + path : "POST " + path + " of " + body.remaining() + " bytes";
  }
}
