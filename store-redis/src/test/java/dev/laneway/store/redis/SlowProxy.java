package dev.laneway.store.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Stands between routers and Redis, and hands everything on later. */
final class SlowProxy implements AutoCloseable {

  @SuppressWarnings("ArrayRecordComponent")
  private record Piece(long due, byte[] bytes) {}

  private final ServerSocket server;
  private volatile int port;
  private volatile long delayNanos;

  SlowProxy(int port) throws IOException {
    this.port = port;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  /** Whoever connects from now on comes to another. */
  void leadTo(int another) {
    port = another;
  }

  void delay(long millis) {
    delayNanos = millis * 1_000_000;
  }

  String uri() {
    return "redis://127.0.0.1:" + server.getLocalPort();
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "slow-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket near = server.accept();
        Socket far = new Socket(InetAddress.getLoopbackAddress(), port);
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        pump(near, far);
        pump(far, near);
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void pump(Socket from, Socket to) {
    BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    daemon(() -> read(from, pieces));
    daemon(() -> write(to, pieces));
  }

  private void read(Socket from, BlockingQueue<Piece> pieces) {
    byte[] buffer = new byte[65_536];
    try (InputStream in = from.getInputStream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        pieces.add(
            new Piece(System.nanoTime() + delayNanos, java.util.Arrays.copyOf(buffer, count)));
      }
    } catch (IOException closed) {
      pieces.clear();
    }
    pieces.add(new Piece(0, new byte[0]));
  }

  private static void write(Socket to, BlockingQueue<Piece> pieces) {
    try (OutputStream out = to.getOutputStream()) {
      for (Piece piece = pieces.take(); piece.bytes().length > 0; piece = pieces.take()) {
        long wait = piece.due() - System.nanoTime();
        if (wait > 0) {
          java.util.concurrent.TimeUnit.NANOSECONDS.sleep(wait);
        }
        out.write(piece.bytes());
        out.flush();
      }
    } catch (IOException | InterruptedException closed) {
      return;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
