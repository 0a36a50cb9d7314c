package dev.laneway.testkit;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A vendor on loopback that answers what it is given, reply after reply, and writes down what it
 * was asked. Connections are kept alive. Chunks are those of HTTP, so their bounds reach the client
 * as they were chosen; several small ones may share a packet.
 *
 * <pre>{@code
 * try (RecordedVendor vendor = RecordedVendor.start()) {
 *   vendor.replies(Recording.read(file).reply().inChunksOf(7));
 *   Provider provider = factory.create(settings.at(vendor.url()), context);
 *   …
 *   vendor.requests().get(0).bodyText();
 * }
 * }</pre>
 */
public final class RecordedVendor implements AutoCloseable {

  private final Visits visits = new Visits();
  private final ArrayDeque<VendorReply> replies = new ArrayDeque<>();
  private final LoopbackServer server;
  private @Nullable VendorReply last;

  private RecordedVendor() {
    server = LoopbackServer.start(this::serve);
  }

  /** A vendor that has nothing to say yet: without a reply it answers 501. */
  public static RecordedVendor start() {
    return new RecordedVendor();
  }

  /** Gives this to the next request that has no reply yet; the last one is given ever after. */
  public synchronized RecordedVendor replies(VendorReply reply) {
    replies.add(requireNonNull(reply, "reply"));
    return this;
  }

  /** Forgets replies that were not given and gives this from now on. */
  public synchronized RecordedVendor nowReplies(VendorReply reply) {
    replies.clear();
    return replies(reply);
  }

  /** Where it listens: no path, no slash at the end. */
  public URI url() {
    return server.url("http");
  }

  /** Where it listens, with a path. */
  public URI url(String path) {
    return url().resolve(path);
  }

  /** What it was asked so far, oldest first. */
  public List<VendorRequest> requests() {
    return visits.soFar().stream().map(Visit::request).toList();
  }

  /** The latest request. */
  public VendorRequest lastRequest() {
    List<VendorRequest> requests = requests();
    if (requests.isEmpty()) {
      throw new AssertionError("the vendor was not asked");
    }
    return requests.get(requests.size() - 1);
  }

  /** Waits in real time for the request of this number, from 0. */
  public Visit awaitVisit(int number, Duration atMost) {
    return visits.await(number, atMost);
  }

  private void serve(Connection connection) throws IOException {
    RequestReader requests = new RequestReader(connection.in());
    connection.keepAlive();
    Visit visit = null;
    try {
      for (VendorRequest request = requests.next(); request != null; request = requests.next()) {
        visit = visits.arrive(request);
        connection.reply(next());
      }
    } finally {
      if (visit != null && !server.isClosing()) {
        visit.closedByClient();
      }
    }
  }

  private synchronized VendorReply next() {
    VendorReply next = replies.poll();
    if (next != null) {
      last = next;
    }
    return last != null ? last : VendorReply.of(501, "text/plain", "no reply was given");
  }

  /** Ends its threads and connections. */
  @Override
  public void close() {
    server.close();
  }
}
