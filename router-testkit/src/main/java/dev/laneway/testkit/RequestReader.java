package dev.laneway.testkit;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads HTTP/1.1 requests off a connection, as plainly as a well-behaved client sends them. */
final class RequestReader {

  private static final int LONGEST_LINE = 64 * 1024;

  private final InputStream in;

  RequestReader(InputStream in) {
    this.in = in;
  }

  /** The next request; null when the client has closed the connection instead. */
  @Nullable VendorRequest next() throws IOException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    String[] start = line(first).split(" ", 3);
    if (start.length < 3) {
      throw new IOException("no HTTP request line");
    }
    Map<String, List<String>> headers = headers();
    return new VendorRequest(start[0], start[1], headers, body(headers));
  }

  private Map<String, List<String>> headers() throws IOException {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (String line = line(in.read()); !line.isEmpty(); line = line(in.read())) {
      int colon = line.indexOf(':');
      String name = line.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT);
      headers.computeIfAbsent(name, n -> new ArrayList<>(1)).add(line.substring(colon + 1).strip());
    }
    return headers;
  }

  private byte[] body(Map<String, List<String>> headers) throws IOException {
    if (headers.containsKey("transfer-encoding")) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      for (int size = chunkSize(); size > 0; size = chunkSize()) {
        body.write(exactly(size));
        line(in.read());
      }
      line(in.read());
      return body.toByteArray();
    }
    List<String> length = headers.getOrDefault("content-length", List.of("0"));
    return exactly(Integer.parseInt(length.get(0)));
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line(in.read()).split(";", 2)[0].strip(), 16);
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the client closed the connection in mid-request");
    }
    return bytes;
  }

  private String line(int first) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = first; b != '\n'; b = in.read()) {
      if (b < 0 || line.size() > LONGEST_LINE) {
        throw new EOFException("the request ended in mid-line");
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }
}
