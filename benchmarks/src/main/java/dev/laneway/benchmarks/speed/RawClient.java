package dev.laneway.benchmarks.speed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * The JDK's client as everybody uses it: its own executor, one send at a time, request bytes that
 * are ready, the answer read token by token. No retry, no quota, no budget, no receipt.
 */
final class RawClient implements Contender {

  private static final JsonFactory JSON = new JsonFactory();

  private final HttpClient http;
  private final URI uri;
  private final byte[] whole = Answers.request(false);
  private final byte[] streamed = Answers.request(true);

  private RawClient(HttpClient http, URI base) {
    this.http = http;
    this.uri = URI.create(base + "/chat/completions");
  }

  static RawClient usual(URI base) {
    return new RawClient(HttpClient.newHttpClient(), base);
  }

  /** Answers are handled on the client's own thread: what skilled hands would do. */
  static RawClient direct(URI base) {
    Executor own = Runnable::run;
    return new RawClient(HttpClient.newBuilder().executor(own).build(), base);
  }

  private HttpRequest request(byte[] body) {
    return HttpRequest.newBuilder(uri)
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer key")
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  /** Now and then the client's pool hands out a connection that it is just about to close. */
  private <T> HttpResponse<T> sendTwiceAtMost(
      HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws IOException, InterruptedException {
    try {
      return http.send(request, handler);
    } catch (IOException closed) {
      return http.send(request, handler);
    }
  }

  private <T> T send(byte[] body, HttpResponse.BodyHandler<T> handler) {
    try {
      HttpResponse<T> answer = sendTwiceAtMost(request(body), handler);
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("status " + answer.statusCode());
      }
      return answer.body();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public long call() {
    byte[] answer = send(whole, HttpResponse.BodyHandlers.ofByteArray());
    try (JsonParser json = JSON.createParser(answer)) {
      return Answers.read(json);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public long stream(Runnable first) {
    long pieces = 0;
    try (Stream<String> lines = send(streamed, HttpResponse.BodyHandlers.ofLines())) {
      for (Iterator<String> all = lines.iterator(); all.hasNext(); ) {
        String line = all.next();
        if (line.startsWith("data: {")) {
          try (JsonParser json = JSON.createParser(line.substring(6))) {
            if (Answers.read(json) > 0 && pieces++ == 0) {
              first.run();
            }
          }
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return pieces;
  }

  /** From JDK 21 on a client can be closed; before, it ends when it is forgotten. */
  @Override
  public void close() {
    if ((Object) http instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception broken) {
        throw new IllegalStateException("the client could not be closed", broken);
      }
    }
  }
}
