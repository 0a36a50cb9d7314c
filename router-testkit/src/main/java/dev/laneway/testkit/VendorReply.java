package dev.laneway.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a loopback vendor answers: any status, headers and body. */
public final class VendorReply {

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;
  private final int chunkSize;

  private VendorReply(int status, Map<String, String> headers, byte[] body, int chunkSize) {
    this.status = status;
    this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    this.body = body;
    this.chunkSize = chunkSize;
    if (chunkSize < 0) {
      throw new IllegalArgumentException("chunkSize must not be negative, was " + chunkSize);
    }
  }

  /** A JSON body of known length. */
  public static VendorReply json(int status, String body) {
    return of(status, "application/json", body);
  }

  /** Server-sent events, text as it stands on the wire, in one chunk. */
  public static VendorReply sse(String body) {
    return of(200, "text/event-stream", body).inChunksOf(Integer.MAX_VALUE);
  }

  /** Lines of JSON, text as it stands on the wire, in one chunk. */
  public static VendorReply ndjson(String body) {
    return of(200, "application/x-ndjson", body).inChunksOf(Integer.MAX_VALUE);
  }

  /** A body of known length. */
  public static VendorReply of(int status, String contentType, String body) {
    return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  /** A body of known length. */
  public static VendorReply of(int status, String contentType, byte[] body) {
    return of(status, Map.of("content-type", contentType), body);
  }

  /** A body of known length, with these headers beside what frames it. */
  public static VendorReply of(int status, Map<String, String> headers, byte[] body) {
    return new VendorReply(status, headers, body.clone(), 0);
  }

  /** The same with one more header. */
  public VendorReply header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new VendorReply(status, more, body, chunkSize);
  }

  /** The same body, chunked, with so many bytes in each chunk. */
  public VendorReply inChunksOf(int bytes) {
    return new VendorReply(status, headers, body, bytes);
  }

  /** The same as one body of known length. */
  public VendorReply whole() {
    return new VendorReply(status, headers, body, 0);
  }

  /** The same with another body. */
  public VendorReply withBody(byte[] other) {
    return new VendorReply(status, headers, other.clone(), chunkSize);
  }

  /** The same with another body. */
  public VendorReply withBody(String other) {
    return withBody(other.getBytes(StandardCharsets.UTF_8));
  }

  /** The status. */
  public int status() {
    return status;
  }

  /** The headers, in their order, without those that frame the body. */
  public Map<String, String> headers() {
    return headers;
  }

  /** Bytes in each chunk of a chunked body; 0 for a body of known length in one piece. */
  public int chunkSize() {
    return chunkSize;
  }

  /** How many bytes the body has. */
  public int length() {
    return body.length;
  }

  /** The body itself, for those who only read it. */
  byte[] bytes() {
    return body;
  }

  /** A copy of the body. */
  public byte[] body() {
    return body.clone();
  }

  /** The body as text. */
  public String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return status + ", " + body.length + " bytes";
  }
}
