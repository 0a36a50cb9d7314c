package dev.laneway.provider.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** A vendor on a plain socket that does exactly what a test says, well formed or not. */
final class RawVendor implements AutoCloseable {

  /** What happens after a request was read. */
  interface Script {
    void play(Line line) throws IOException, InterruptedException;
  }

  /** One connection, after its request. */
  record Line(Socket socket, InputStream in, OutputStream out, String request) {

    void send(String text) throws IOException {
      out.write(text.getBytes(UTF_8));
      out.flush();
    }

    void head(int status, String type) throws IOException {
      send("HTTP/1.1 " + status + " X\r\ncontent-type: " + type + "\r\nconnection: close\r\n\r\n");
    }

    /** Blocks until the client has hung up. */
    void awaitHangUp() throws IOException {
      try {
        in.transferTo(OutputStream.nullOutputStream());
      } catch (java.net.SocketException reset) {
        return; // hung up harshly
      }
    }
  }

  private final ServerSocket server;
  private final Script script;
  final Queue<String> requests = new ConcurrentLinkedQueue<>();
  final CountDownLatch hungUp = new CountDownLatch(1);

  RawVendor(Script script) {
    this.script = script;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    Thread listening = new Thread(this::listen, "raw-vendor");
    listening.setDaemon(true);
    listening.start();
  }

  static RawVendor answering(String whole) {
    return new RawVendor(line -> line.send(whole));
  }

  static String answer(int status, String headers, String body) {
    return "HTTP/1.1 %d X\r\n%scontent-length: %d\r\n\r\n%s"
        .formatted(status, headers, body.getBytes(UTF_8).length, body);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v1");
  }

  private void listen() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread serving = new Thread(() -> serve(socket), "raw-vendor-line");
        serving.setDaemon(true);
        serving.start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      String request = readRequest(in);
      requests.add(request);
      script.play(new Line(socket, in, socket.getOutputStream(), request));
    } catch (IOException | InterruptedException gone) {
      hungUp.countDown();
    }
  }

  private static String readRequest(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("hung up");
      }
      head.write(b);
    }
    String text = head.toString(ISO_8859_1);
    int length = 0;
    for (String line : text.split("\r\n", -1)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    return text + new String(in.readNBytes(length), UTF_8);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
