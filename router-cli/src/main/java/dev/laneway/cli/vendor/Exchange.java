package dev.laneway.cli.vendor;

import com.sun.net.httpserver.HttpExchange;
import dev.laneway.provider.http.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One request at a simulated vendor and what goes back. For the thread that serves it. */
final class Exchange {

  private final HttpExchange http;
  private final Json body;

  Exchange(HttpExchange http) throws IOException {
    this.http = http;
    byte[] bytes = http.getRequestBody().readAllBytes();
    body = bytes.length == 0 ? Json.MISSING : Json.parse(bytes);
  }

  String path() {
    return http.getRequestURI().getPath();
  }

  Json body() {
    return body;
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(http.getRequestHeaders().getFirst(name));
  }

  Exchange tell(String name, String value) {
    http.getResponseHeaders().set(name, value);
    return this;
  }

  void reply(int status, byte[] json) throws IOException {
    reply(status, "application/json", json);
  }

  void reply(int status, String type, byte[] content) throws IOException {
    tell("content-type", type);
    http.sendResponseHeaders(status, content.length);
    try (OutputStream out = http.getResponseBody()) {
      out.write(content);
    }
  }

  OutputStream stream(String type) throws IOException {
    tell("content-type", type);
    http.sendResponseHeaders(200, 0);
    return http.getResponseBody();
  }

  static void write(OutputStream out, String before, byte[] json, String after) throws IOException {
    out.write(before.getBytes(StandardCharsets.UTF_8));
    out.write(json);
    out.write(after.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
