package dev.laneway.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;

/**
 * A vendor on loopback that does what vendors should not, over real sockets, and tells when its
 * client leaves. Each connection serves one request.
 *
 * <pre>{@code
 * try (FaultyVendor vendor = FaultyVendor.that(Fault.stallAfter(stream, 100))) {
 *   CompletableFuture<ChatReply> reply = provider.chat(request, control);
 *   Visit visit = vendor.awaitVisit(0, Duration.ofSeconds(5));
 *   reply.cancel(true);
 *   visit.awaitClosedByClient(Duration.ofSeconds(5));
 * }
 * }</pre>
 */
public final class FaultyVendor implements AutoCloseable {

  private final Visits visits = new Visits();
  private final ArrayDeque<Fault> faults = new ArrayDeque<>();
  private final LoopbackServer server;

  private FaultyVendor(Fault fault) {
    faults.add(fault);
    server = LoopbackServer.start(this::serve);
  }

  /** A vendor that does this to every connection, until it is told otherwise. */
  public static FaultyVendor that(Fault fault) {
    return new FaultyVendor(fault);
  }

  /** From now on, does this to every connection. */
  public synchronized FaultyVendor nowDoes(Fault fault) {
    faults.clear();
    faults.add(fault);
    return this;
  }

  /** After the faults so far, each for one connection, does this. */
  public synchronized FaultyVendor then(Fault fault) {
    faults.add(fault);
    return this;
  }

  /** Where it listens: no path, no slash at the end. */
  public URI url() {
    return server.url("http");
  }

  /** The same port for a client that expects TLS. */
  public URI tlsUrl() {
    return server.url("https");
  }

  /** The requests so far, oldest first; faults before the request leave none. */
  public List<Visit> visits() {
    return visits.soFar();
  }

  /** Waits in real time for the request of this number, from 0. */
  public Visit awaitVisit(int number, Duration atMost) {
    return visits.await(number, atMost);
  }

  private void serve(Connection connection) throws IOException {
    Fault fault = next();
    if (!fault.readsRequest()) {
      fault.strike(connection);
      return;
    }
    VendorRequest request = new RequestReader(connection.in()).next();
    if (request == null) {
      return;
    }
    Visit visit = visits.arrive(request);
    try {
      fault.strike(connection);
    } catch (IOException gone) {
      if (!server.isClosing()) {
        visit.closedByClient();
      }
      throw gone;
    }
    if (connection.clientHasLeft() && !server.isClosing()) {
      visit.closedByClient();
    }
  }

  private synchronized Fault next() {
    Fault next = faults.element();
    if (faults.size() > 1) {
      faults.remove();
    }
    return next;
  }

  /** Ends its threads and connections. */
  @Override
  public void close() {
    server.close();
  }

  /** A port on which nobody listens, and nobody else will while it is open. */
  public static final class Refusing implements AutoCloseable {

    private final Socket bound = new Socket();

    /** Takes a free port of 127.0.0.1. */
    public Refusing() {
      try {
        bound.bind(new InetSocketAddress(LoopbackServer.loopback(), 0));
      } catch (IOException noPort) {
        throw new UncheckedIOException(noPort);
      }
    }

    /** Where nobody listens. */
    public URI url() {
      return LoopbackServer.url("http", bound.getLocalPort());
    }

    /** Gives the port back. */
    @Override
    public void close() {
      try {
        bound.close();
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }
}
