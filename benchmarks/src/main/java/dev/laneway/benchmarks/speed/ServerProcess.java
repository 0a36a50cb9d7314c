package dev.laneway.benchmarks.speed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The server in a process of its own, which ends with this one. */
public final class ServerProcess implements AutoCloseable {

  private final Process process;
  private final int port;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts it and waits until it listens. */
  public static ServerProcess start() {
    try {
      Process process =
          Children.java(Server.class).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      BufferedReader said =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
      String port = said.readLine();
      if (port == null) {
        throw new IllegalStateException("the server ended before it listened");
      }
      return new ServerProcess(process, Integer.parseInt(port));
    } catch (IOException broken) {
      throw new UncheckedIOException("the server could not be started", broken);
    }
  }

  int port() {
    return port;
  }

  /** Where a well vendor is whose streams have so many pieces. */
  public static URI wellAt(int port, int pieces) {
    return URI.create("http://127.0.0.1:" + port + "/" + pieces + "/v1");
  }

  /** Where a well vendor is whose streams have so many pieces. */
  public URI well(int pieces) {
    return wellAt(port, pieces);
  }

  /** The same vendor on a bad day. */
  public URI faulty(int pieces) {
    return URI.create("http://127.0.0.1:" + port + "/faulty/" + pieces + "/v1");
  }

  @Override
  public void close() {
    process.destroy();
  }
}
