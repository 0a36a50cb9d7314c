package dev.laneway.benchmarks.speed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A vendor of the OpenAI family as cheap as can be, in a process of its own: answers each request
 * with bytes that were made before. The path says how: {@code /200/v1/…} has streams of 200 pieces,
 * {@code /faulty/200/v1/…} fails now and then.
 */
public final class Server {

  private Server() {}

  /** Prints its port and serves until its parent is gone. */
  public static void main(String[] words) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (ServerSocket listening = new ServerSocket(0, 1024, loopback)) {
      daemon(Server::endWithParent).start();
      System.out.println(listening.getLocalPort());
      AtomicLong served = new AtomicLong();
      while (true) {
        Socket socket = listening.accept();
        socket.setTcpNoDelay(true);
        daemon(new Visitor(socket, served)).start();
      }
    }
  }

  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {
        Thread.onSpinWait();
      }
      System.exit(0);
    } catch (IOException gone) {
      System.exit(0);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    return thread;
  }
}
