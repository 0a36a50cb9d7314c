package dev.laneway.provider.http;

import dev.laneway.api.spi.ProviderException;
import dev.laneway.provider.http.json.Json;
import dev.laneway.provider.http.json.JsonException;
import java.net.http.HttpHeaders;

/** A whole answer with a status of success. */
public final class HttpAnswer {

  private final Verdicts verdicts;
  private final int status;
  private final HttpHeaders headers;
  private final byte[] body;

  HttpAnswer(Verdicts verdicts, int status, HttpHeaders headers, byte[] body) {
    this.verdicts = verdicts;
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /**
   * The body as JSON.
   *
   * @throws ProviderException if it is none: {@code Unreadable}, saying what it looks like instead
   */
  public Json json() {
    try {
      return Json.parse(body);
    } catch (JsonException broken) {
      throw verdicts.unreadable(status, headers, Looks.of(headers, body, broken), broken);
    }
  }

  /** What to throw when a body under a good status is an error. */
  public ProviderException failure(Json error) {
    return verdicts.failure(status, headers, ErrorBody.of(error));
  }

  /** What to throw when the body cannot be used, said in words without content. */
  public ProviderException unreadable(String why) {
    return verdicts.unreadable(status, headers, why, null);
  }
}
