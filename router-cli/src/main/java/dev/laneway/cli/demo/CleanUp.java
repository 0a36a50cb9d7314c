package dev.laneway.cli.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Closes what was opened, last first: at the end, or when the process is told to end before. What
 * fails to close does not keep the rest from it.
 */
final class CleanUp implements AutoCloseable {

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Thread hook = new Thread(this::closeAll, "laneway-demo-clean-up");

  CleanUp() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  synchronized <T extends AutoCloseable> T add(T resource) {
    open.push(resource);
    return resource;
  }

  /** Daemon threads that end with the rest. */
  ExecutorService threads(String name) {
    AtomicInteger number = new AtomicInteger();
    ExecutorService threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "demo-" + name + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    add(threads::shutdownNow);
    return threads;
  }

  private synchronized void closeAll() {
    RuntimeException first = null;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception broken) {
        RuntimeException wrapped = new IllegalStateException("something did not close", broken);
        if (first == null) {
          first = wrapped;
        } else {
          first.addSuppressed(wrapped);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException endingAlready) {
      return; // the hook is at it
    }
    closeAll();
  }
}
