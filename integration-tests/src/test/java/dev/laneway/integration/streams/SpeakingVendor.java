package dev.laneway.integration.streams;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A vendor over real HTTP that says what fits the request, and may pause until it is let go on. */
final class SpeakingVendor implements AutoCloseable {

  /** How the names of its threads begin. */
  static final String THREADS = "speaking-vendor";

  private static final int BACKLOG = 2_000;

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, THREADS);
            thread.setDaemon(true);
            return thread;
          });
  private final CountDownLatch gate = new CountDownLatch(1);
  private final Function<String, String> beginning;
  private final String rest;

  private SpeakingVendor(Function<String, String> beginning, String rest) {
    this.beginning = beginning;
    this.rest = rest;
    try {
      server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    server.setExecutor(threads);
    server.createContext("/", this::speak);
    server.start();
  }

  /** Says to each request what is made of its body. */
  static SpeakingVendor answering(Function<String, String> stream) {
    SpeakingVendor vendor = new SpeakingVendor(stream, "");
    vendor.goOn();
    return vendor;
  }

  /** Says the beginning to whoever asks, and the rest once it may go on. */
  static SpeakingVendor pausing(String beginning, String rest) {
    return new SpeakingVendor(request -> beginning, rest);
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  void goOn() {
    gate.countDown();
  }

  private void speak(HttpExchange exchange) throws IOException {
    String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("content-type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(beginning.apply(request).getBytes(StandardCharsets.UTF_8));
      out.flush();
      gate.await();
      out.write(rest.getBytes(StandardCharsets.UTF_8));
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    goOn();
    server.stop(0);
    threads.shutdownNow();
  }
}
