package dev.laneway.testkit;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/** Something that a vendor may do to its client, over a real socket. */
public final class Fault {

  /** What is done once the request has been read, or at once. */
  interface Act {
    void on(Connection connection) throws IOException;
  }

  private static final int MEGABYTE = 1 << 20;

  private final String name;
  private final boolean readsRequest;
  private final Act act;

  private Fault(String name, boolean readsRequest, Act act) {
    this.name = name;
    this.readsRequest = readsRequest;
    this.act = act;
  }

  private static Fault after(String name, Act act) {
    return new Fault(name, true, act);
  }

  /** No fault: this reply, whole. */
  public static Fault reply(VendorReply reply) {
    return after("reply " + reply, connection -> connection.reply(reply));
  }

  /** The connection is reset once the request has been read. */
  public static Fault reset() {
    return after("reset", Connection::reset);
  }

  /** The connection is closed in good order, without an answer. */
  public static Fault close() {
    return after("closed without an answer", connection -> {});
  }

  /** The request is read, and nothing ever comes back. */
  public static Fault noHeaders() {
    return after("no headers", Connection::hold);
  }

  /** Status and headers come, the body never does. */
  public static Fault stallAfterHeaders(VendorReply reply) {
    return stallAfter(reply, 0);
  }

  /** So many bytes of the body come, framed as the reply says, and then silence. */
  public static Fault stallAfter(VendorReply reply, int bytes) {
    return after(
        "stall after " + bytes + " bytes",
        connection -> {
          begin(connection, reply, bytes);
          connection.hold();
        });
  }

  /** So many bytes of the body come, and then the connection is closed in good order. */
  public static Fault cutAfter(VendorReply reply, int bytes) {
    return after("cut after " + bytes + " bytes", connection -> begin(connection, reply, bytes));
  }

  /** So many bytes of the body come, and then the connection is reset. */
  public static Fault resetAfter(VendorReply reply, int bytes) {
    return after(
        "reset after " + bytes + " bytes",
        connection -> {
          begin(connection, reply, bytes);
          connection.reset();
        });
  }

  /** The body ends early but in good order, as if that were all. */
  public static Fault endAfter(VendorReply reply, int bytes) {
    return reply(reply.withBody(Arrays.copyOf(reply.bytes(), bytes)));
  }

  /** A body of which each byte is a packet, with a pause after it. */
  public static Fault slowly(VendorReply reply, Duration pause) {
    return after(
        "slow bytes",
        connection -> {
          VendorReply bytewise = reply.inChunksOf(1);
          connection.head(bytewise, -1);
          for (int i = 0; i < bytewise.length(); i++) {
            connection.body(bytewise, i, i + 1);
            connection.flush();
            connection.pause(pause);
          }
          connection.endOfChunks();
          connection.flush();
        });
  }

  /** A body that begins like this and goes on with one endless line. */
  public static Fault endlessLine(VendorReply reply) {
    return endless(reply, "x".repeat(8 * 1024));
  }

  /** A body that begins like this and then repeats a piece for ever. */
  public static Fault endless(VendorReply reply, String piece) {
    return after(
        "endless body",
        connection -> {
          connection.head(reply, -1);
          byte[] body = reply.bytes();
          if (body.length > 0) {
            connection.chunk(body, 0, body.length);
          }
          byte[] more = piece.getBytes(StandardCharsets.UTF_8);
          while (true) {
            connection.chunk(more, 0, more.length);
          }
        });
  }

  /** A body with so many megabytes of filling between its beginning and its end. */
  public static Fault huge(VendorReply reply, String beginning, int megabytes, String end) {
    return after(
        "huge body",
        connection -> {
          connection.head(reply, -1);
          byte[] filling = "x".repeat(MEGABYTE).getBytes(StandardCharsets.US_ASCII);
          text(connection, beginning);
          for (int i = 0; i < megabytes; i++) {
            connection.chunk(filling, 0, filling.length);
          }
          text(connection, end);
          connection.endOfChunks();
          connection.flush();
        });
  }

  /** A redirect to another address. */
  public static Fault redirect(URI target) {
    return reply(VendorReply.of(307, Map.of("location", target.toString()), new byte[0]));
  }

  /** A status and a page of HTML, as proxies send it. */
  public static Fault html(int status) {
    return reply(
        VendorReply.of(
            status, "text/html", "<!DOCTYPE html><html><body><h1>Oops</h1></body></html>"));
  }

  /** Plain text to whoever connects, TLS or not; use it with {@link FaultyVendor#tlsUrl()}. */
  public static Fault plainText() {
    byte[] page =
        "HTTP/1.1 400 Bad Request\r\ncontent-length: 3\r\nconnection: close\r\n\r\nno\n"
            .getBytes(StandardCharsets.US_ASCII);
    return new Fault(
        "plain text on a TLS port",
        false,
        connection -> {
          connection.bytes(page);
          connection.flush();
          connection.hold();
        });
  }

  /** TLS without a certificate; use it with {@link FaultyVendor#tlsUrl()}. */
  public static Fault tlsWithoutCertificate() {
    return new Fault("TLS without a certificate", false, NakedTls::handshake);
  }

  private static void begin(Connection connection, VendorReply reply, int bytes)
      throws IOException {
    connection.head(reply, reply.chunkSize() == 0 ? reply.length() : -1);
    connection.body(reply, 0, bytes);
    connection.flush();
  }

  private static void text(Connection connection, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0) {
      connection.chunk(bytes, 0, bytes.length);
    }
  }

  boolean readsRequest() {
    return readsRequest;
  }

  void strike(Connection connection) throws IOException {
    act.on(connection);
  }

  @Override
  public String toString() {
    return name;
  }
}
