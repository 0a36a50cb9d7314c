package dev.laneway.testkit;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The server's side of one connection: writes whatever it is told, well-formed or not. */
final class Connection {

  private static final Set<String> FRAMING =
      Set.of("content-length", "transfer-encoding", "content-encoding", "connection");

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final CountDownLatch closing;
  private boolean kept;
  private boolean clientHasLeft;

  Connection(Socket socket, CountDownLatch closing) throws IOException {
    this.socket = socket;
    this.closing = closing;
    in = new BufferedInputStream(socket.getInputStream());
    out = new BufferedOutputStream(socket.getOutputStream(), 16 * 1024);
  }

  InputStream in() {
    return in;
  }

  Socket socket() {
    return socket;
  }

  /** Serves further requests, and says so. */
  void keepAlive() {
    kept = true;
  }

  boolean clientHasLeft() {
    return clientHasLeft;
  }

  /** A whole reply, framed as it says. */
  void reply(VendorReply reply) throws IOException {
    head(reply, reply.chunkSize() == 0 ? reply.length() : -1);
    body(reply, 0, Integer.MAX_VALUE);
    if (reply.chunkSize() > 0) {
      endOfChunks();
    }
    flush();
  }

  /** Status line and headers; a length below 0 announces chunks. */
  void head(VendorReply reply, long length) throws IOException {
    StringBuilder head =
        new StringBuilder("HTTP/1.1 ").append(reply.status()).append(" Status\r\n");
    reply
        .headers()
        .forEach(
            (name, value) -> {
              if (!FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
                head.append(name).append(": ").append(value).append("\r\n");
              }
            });
    if (!kept) {
      head.append("connection: close\r\n");
    }
    head.append(length < 0 ? "transfer-encoding: chunked" : "content-length: " + length);
    out.write(head.append("\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8));
  }

  /** A part of a reply's body, in its chunks if it has chunks. */
  void body(VendorReply reply, int from, int to) throws IOException {
    byte[] body = reply.bytes();
    int end = Math.min(body.length, to);
    if (reply.chunkSize() == 0) {
      out.write(body, from, end - from);
      return;
    }
    for (int at = from; at < end; ) {
      int size = Math.min(reply.chunkSize(), end - at);
      chunk(body, at, size);
      at += size;
    }
  }

  void chunk(byte[] bytes, int from, int length) throws IOException {
    out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.write(bytes, from, length);
    out.write('\r');
    out.write('\n');
  }

  void endOfChunks() throws IOException {
    out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  void bytes(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  void flush() throws IOException {
    out.flush();
  }

  /** Stays silent until the client closes the connection, or the server does. */
  void hold() throws IOException {
    int read;
    do {
      read = in.read();
    } while (read >= 0);
    clientHasLeft = true;
  }

  /** Waits in real time; a server that closes waits no longer. */
  void pause(Duration time) throws IOException {
    try {
      if (closing.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new IOException("the server closes");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  /** Closes so that the client sees a reset instead of an orderly end. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }
}
