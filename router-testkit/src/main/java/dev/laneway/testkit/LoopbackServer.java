package dev.laneway.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * Accepts connections on a free port of 127.0.0.1 and serves each on a daemon thread of its own.
 * Closing ends the threads and the connections.
 */
final class LoopbackServer implements AutoCloseable {

  /** What is done with a connection; it is closed afterwards. */
  interface Service {
    void serve(Connection connection) throws IOException;
  }

  private final ServerSocket listening;
  private final Service service;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private LoopbackServer(ServerSocket listening, Service service) {
    this.listening = listening;
    this.service = service;
  }

  static LoopbackServer start(Service service) {
    try {
      ServerSocket socket = new ServerSocket(0, 1024, loopback());
      LoopbackServer server = new LoopbackServer(socket, service);
      daemon(server::accept, "vendor-" + socket.getLocalPort()).start();
      return server;
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  static URI url(String scheme, int port) {
    return URI.create(scheme + "://127.0.0.1:" + port);
  }

  URI url(String scheme) {
    return url(scheme, listening.getLocalPort());
  }

  boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        open.add(socket);
        if (isClosing()) { // a client that tries again may slip in while the port is being closed
          socket.close();
          return;
        }
        daemon(() -> serve(socket), "vendor-" + listening.getLocalPort() + "-connection").start();
      } catch (IOException closed) {
        if (!isClosing()) {
          throw new UncheckedIOException(closed);
        }
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      service.serve(new Connection(socket, closing));
    } catch (IOException gone) {
      open.remove(socket); // the client has left: its visit tells so to whoever asks
    } finally {
      open.remove(socket);
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      listening.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
