package dev.laneway.core.schedule;

import java.util.ArrayDeque;

/**
 * What has to run once the scheduler's lock is free again: permits handed over, events told. Runs
 * on the thread that let go of the lock. What is added while it runs follows in its turn instead of
 * nesting, so that a hundred thousand calls that end at once need no deep stack.
 */
final class Afterwards {

  private final ThreadLocal<Queue> queues = ThreadLocal.withInitial(Queue::new);

  /** The work of one thread. */
  private static final class Queue {
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private boolean running;
  }

  /** Remembers something to do. Called with the lock held. */
  void add(Runnable task) {
    queues.get().tasks.add(task);
  }

  /** Does what was remembered on this thread, all of it. Called without the lock. */
  void run() {
    Queue queue = queues.get();
    if (!queue.running && !queue.tasks.isEmpty()) {
      queue.running = true;
      try {
        runAll(queue.tasks);
      } finally {
        queue.running = false;
      }
    }
  }

  /** One that breaks keeps none of the others from being done. */
  private static void runAll(ArrayDeque<Runnable> tasks) {
    boolean broke = true;
    try {
      for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
        task.run();
      }
      broke = false;
    } finally {
      if (broke) {
        runAll(tasks);
      }
    }
  }
}
