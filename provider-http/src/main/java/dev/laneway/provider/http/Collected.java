package dev.laneway.provider.http;

import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** The bytes of a body, up to a limit, in one array that fits if the length was announced. */
final class Collected {

  private static final int FIRST = 8192;
  private static final int TRUSTED = 1 << 20;

  private final int largest;
  private byte[] bytes;
  private int used;
  private int blank; // so many at the front are white space

  Collected(HttpHeaders headers, int largest) {
    this.largest = largest;
    bytes = new byte[(int) Math.max(0, Math.min(announced(headers), Math.min(largest, TRUSTED)))];
  }

  private static long announced(HttpHeaders headers) {
    String length = Headers.first(headers, "content-length").orElse("");
    try {
      return length.isEmpty() ? FIRST : Long.parseLong(length);
    } catch (NumberFormatException untold) {
      return FIRST;
    }
  }

  /** Adds bytes; says whether they were within the limit. */
  boolean add(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      int more = buffer.remaining();
      if (more > largest - used) {
        return false;
      }
      if (used + more > bytes.length) {
        long twice = Math.max(used + (long) more, bytes.length * 2L);
        bytes = Arrays.copyOf(bytes, (int) Math.min(largest, twice));
      }
      buffer.get(bytes, used, more);
      used += more;
    }
    return true;
  }

  /** Whether anything but white space has come: some vendors keep a line alive with it. */
  boolean hasContent() {
    while (blank < used && bytes[blank] >= 0 && bytes[blank] <= ' ') {
      blank++;
    }
    return blank < used;
  }

  byte[] toBytes() {
    return used == bytes.length ? bytes : Arrays.copyOf(bytes, used);
  }
}
