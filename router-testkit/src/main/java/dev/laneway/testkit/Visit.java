package dev.laneway.testkit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One request that a loopback vendor got, and what became of its connection. */
public final class Visit {

  private final VendorRequest request;
  private final CompletableFuture<Boolean> clientClosed = new CompletableFuture<>();

  Visit(VendorRequest request) {
    this.request = request;
  }

  /** What was asked. */
  public VendorRequest request() {
    return request;
  }

  /** Whether the client is known to have closed the connection. */
  public boolean isClosedByClient() {
    return clientClosed.isDone();
  }

  /** Waits in real time until the client closes the connection. */
  public void awaitClosedByClient(Duration atMost) {
    await(clientClosed, atMost, "the client did not close the connection");
  }

  void closedByClient() {
    clientClosed.complete(true);
  }

  static <T> T await(CompletableFuture<T> future, Duration atMost, String complaint) {
    try {
      return future.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError(complaint + " within " + atMost, late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted: " + complaint, interrupted);
    } catch (ExecutionException broken) {
      throw new AssertionError(complaint, broken.getCause());
    }
  }

  @Override
  public String toString() {
    return request.toString();
  }
}
