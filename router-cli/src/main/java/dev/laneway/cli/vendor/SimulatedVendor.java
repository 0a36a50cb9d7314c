package dev.laneway.cli.vendor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A vendor on a free port of 127.0.0.1 that counts what it is asked. It enforces its limits itself
 * and knows nothing of who asks.
 */
public abstract class SimulatedVendor implements AutoCloseable {

  static {
    System.setProperty("sun.net.httpserver.nodelay", "true"); // else each stream stutters by 40 ms
  }

  final SimulatedTime time;
  private final String name;
  private final Weather weather;
  private final SplittableRandom random;
  private final HttpServer server;
  private final ExecutorService threads;
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger throttled = new AtomicInteger();
  private final AtomicInteger abandoned = new AtomicInteger();

  SimulatedVendor(String name, SimulatedTime time, Weather weather, long seed) {
    this.name = name;
    this.time = time;
    this.weather = weather;
    random = new SplittableRandom(seed);
    threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "vendor-" + name);
              thread.setDaemon(true);
              return thread;
            });
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      server = HttpServer.create(new InetSocketAddress(loopback, 0), 1024);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /** The provider's id, as lanes name it. */
  public final String name() {
    return name;
  }

  /** Where the adapter is to send its calls. */
  public final URI baseUrl() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path());
  }

  /** Calls that arrived. */
  public final int asked() {
    return asked.get();
  }

  /** Calls that were answered whole. */
  public final int answered() {
    return answered.get();
  }

  /** Calls that were refused with status 429. */
  public final int throttled() {
    return throttled.get();
  }

  /** The path before that of each call, as at the real vendor. */
  abstract String path();

  /** Answers one call, or refuses it. */
  abstract void serve(Exchange exchange) throws IOException, InterruptedException;

  /** Says that there is no service, in the vendor's words. */
  abstract void outage(Exchange exchange) throws IOException;

  private void serve(HttpExchange http) {
    asked.incrementAndGet();
    try (http) {
      Exchange exchange = new Exchange(http);
      if (weather.isOut(time.elapsed())) {
        outage(exchange);
      } else {
        serve(exchange);
      }
    } catch (IOException clientLeft) {
      abandoned.incrementAndGet();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  final void countThrottled() {
    throttled.incrementAndGet();
  }

  final void countAnswered() {
    answered.incrementAndGet();
  }

  /**
   * An answer of 40 to 100 percent of the tokens that were asked for, at the pace of the moment.
   */
  final Answer answerTo(String prompt, long mostTokens, Answer.Pace pace) {
    return Answer.to(
        prompt,
        Math.max(1, mostTokens * (40 + draw(61)) / 100),
        pace,
        weather.slowness(time.elapsed()));
  }

  /** A number from 0 to below the bound. */
  final int draw(int bound) {
    synchronized (random) {
      return random.nextInt(bound);
    }
  }

  /** Ends its threads and connections. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
