package dev.laneway.benchmarks.speed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Serves one connection until the client leaves it. */
final class Visitor implements Runnable {

  private static final byte[] STREAMED = "\"stream\":true".getBytes(StandardCharsets.US_ASCII);

  private final Socket socket;
  private final AtomicLong served;
  private byte[] bytes = new byte[1 << 14];
  private int filled;

  Visitor(Socket socket, AtomicLong served) {
    this.socket = socket;
    this.served = served;
  }

  @Override
  public void run() {
    try (socket) {
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      int head = head(in);
      while (head > 0) {
        String said = new String(bytes, 0, head, StandardCharsets.ISO_8859_1);
        int end = head + lengthIn(said);
        while (filled < end) {
          fill(in);
        }
        if (!answer(said.substring(said.indexOf(' ') + 1), isStreamed(head, end), out)) {
          return;
        }
        System.arraycopy(bytes, end, bytes, 0, filled - end);
        filled -= end;
        head = head(in);
      }
    } catch (IOException gone) {
      filled = 0; // the client has left, and so do we
    }
  }

  /** Where the head of the next request ends; 0 when there is none. */
  private int head(InputStream in) throws IOException {
    int from = 0;
    while (true) {
      for (int i = from; i + 3 < filled; i++) {
        if (bytes[i] == '\r' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
          return i + 4;
        }
      }
      from = Math.max(0, filled - 3);
      if (!tryFill(in)) {
        return 0;
      }
    }
  }

  private void fill(InputStream in) throws IOException {
    if (!tryFill(in)) {
      throw new IOException("the request was cut");
    }
  }

  private boolean tryFill(InputStream in) throws IOException {
    if (filled == bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    int more = in.read(bytes, filled, bytes.length - filled);
    filled += Math.max(0, more);
    return more > 0;
  }

  private static int lengthIn(String head) {
    String folded = head.toLowerCase(Locale.ROOT);
    int at = folded.indexOf("content-length:");
    if (at < 0) {
      return 0;
    }
    int end = folded.indexOf('\r', at);
    return Integer.parseInt(folded.substring(at + 15, end).strip());
  }

  private boolean isStreamed(int from, int to) {
    for (int i = to - STREAMED.length; i >= from; i--) {
      if (Arrays.equals(bytes, i, i + STREAMED.length, STREAMED, 0, STREAMED.length)) {
        return true;
      }
    }
    return false;
  }

  private boolean answer(String path, boolean streamed, OutputStream out) throws IOException {
    boolean faulty = path.startsWith("/faulty/");
    int first = faulty ? "/faulty/".length() : 1;
    int pieces = Integer.parseInt(path.substring(first, path.indexOf('/', first)));
    Mishap mishap = faulty ? Mishap.of(served.incrementAndGet()) : Mishap.NONE;
    if (mishap != Mishap.NONE) {
      return mishap.befall(streamed, out);
    }
    if (!streamed) {
      out.write(Answers.WHOLE);
      return true;
    }
    out.write(Answers.STREAM_HEAD);
    for (int i = 0; i < pieces; i++) {
      out.write(Answers.PIECE);
    }
    out.write(Answers.STREAM_END);
    return true;
  }
}
