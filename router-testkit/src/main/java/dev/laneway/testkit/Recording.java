package dev.laneway.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One recorded exchange with a vendor, from a JSON file of {@code provider}, {@code request} with
 * {@code method}, {@code host}, {@code path}, {@code headers} and {@code body}, {@code response}
 * with {@code status}, {@code headers} and {@code body} as one text, and {@code note}.
 *
 * @param name the file's name without its ending
 * @param request the request's body as JSON text; {@code "null"} where it was not recorded
 * @param requestHeaders by lower-case name
 * @param path path and query, as recorded
 * @param reply what came back; chunked in one chunk if it was streamed
 */
public record Recording(
    String provider,
    String name,
    String method,
    String host,
    String path,
    Map<String, String> requestHeaders,
    String request,
    VendorReply reply,
    String note) {

  /** Copies the headers. */
  public Recording {
    requestHeaders = Map.copyOf(requestHeaders);
  }

  /** Reads a file. */
  public static Recording read(Path file) {
    try {
      String name = String.valueOf(file.getFileName());
      return parse(name.replaceAll("\\.json$", ""), Files.readString(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Reads the text of a file. */
  public static Recording parse(String name, String json) {
    Map<String, String> all = RawJson.members(json);
    Map<String, String> request = RawJson.members(all.getOrDefault("request", "{}"));
    Map<String, String> response = RawJson.members(all.getOrDefault("response", "{}"));
    return new Recording(
        text(all, "provider"),
        name,
        text(request, "method"),
        text(request, "host"),
        text(request, "path"),
        headers(request),
        request.getOrDefault("body", "null"),
        reply(response),
        text(all, "note"));
  }

  /** What kind of exchange it is: the name without its number. */
  public String kind() {
    return name.replaceAll("-\\d+$", "");
  }

  private static VendorReply reply(Map<String, String> response) {
    Map<String, String> headers = headers(response);
    byte[] body = text(response, "body").getBytes(StandardCharsets.UTF_8);
    String type = headers.getOrDefault("content-type", "");
    boolean streamed = type.contains("event-stream") || type.contains("ndjson");
    int status = Integer.parseInt(response.getOrDefault("status", "200"));
    VendorReply reply = VendorReply.of(status, headers, body);
    return streamed ? reply.inChunksOf(Integer.MAX_VALUE) : reply;
  }

  private static Map<String, String> headers(Map<String, String> exchange) {
    Map<String, String> headers = new LinkedHashMap<>();
    RawJson.members(exchange.getOrDefault("headers", "{}"))
        .forEach((name, value) -> headers.put(name, RawJson.text(value)));
    return headers;
  }

  private static String text(Map<String, String> object, String member) {
    return RawJson.text(object.getOrDefault(member, "\"\""));
  }

  @Override
  public String toString() {
    return provider + "/" + name;
  }
}
