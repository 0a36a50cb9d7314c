package dev.laneway.store.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * One thread that does what members ask for, as much at once as has come meanwhile: the database
 * commits a batch in about the time of one.
 */
final class Desk implements AutoCloseable {

  private static final int MOST_AT_ONCE = 500;

  /** Something to be done, alone or with others of its kind. */
  interface Errand {

    /** Does all of these, which are of one kind. */
    void run(List<Errand> all);

    /** It will not be done. */
    void fail(Throwable because);
  }

  private final BlockingQueue<Errand> waiting = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean closed;
  private volatile boolean over;

  Desk(String name) {
    thread = new Thread(this::work, name);
    thread.setDaemon(true);
    thread.start();
  }

  void ask(Errand errand) {
    if (closed) {
      errand.fail(closed());
      return;
    }
    waiting.add(errand);
    if (over) {
      refuseWhatWaits();
    }
  }

  /** Does something that has no others of its kind. */
  <R> CompletableFuture<R> ask(Task<R> task) {
    Single<R> single = new Single<>(task);
    ask(single);
    return single.answer;
  }

  /** Something that is done by itself. */
  private static final class Single<R> implements Errand {

    private final Task<R> task;
    private final CompletableFuture<R> answer = new CompletableFuture<>();

    Single(Task<R> task) {
      this.task = task;
    }

    @Override
    public void run(List<Errand> all) {
      all.forEach(errand -> ((Single<?>) errand).run());
    }

    private void run() {
      try {
        answer.complete(task.run());
      } catch (Exception failed) {
        answer.completeExceptionally(failed);
      }
    }

    @Override
    public void fail(Throwable because) {
      answer.completeExceptionally(because);
    }
  }

  /** Something that may fail. */
  interface Task<R> {
    R run() throws Exception;
  }

  /** What was asked before the end is done before the end. */
  private void work() {
    List<Errand> batch = new ArrayList<>();
    while (!closed || !waiting.isEmpty()) {
      try {
        batch.add(waiting.take());
      } catch (InterruptedException closing) {
        break;
      }
      waiting.drainTo(batch, MOST_AT_ONCE - 1);
      runByKind(batch);
      batch.clear();
    }
    over = true;
    refuseWhatWaits();
  }

  private void refuseWhatWaits() {
    for (Errand left = waiting.poll(); left != null; left = waiting.poll()) {
      left.fail(closed());
    }
  }

  private static IllegalStateException closed() {
    return new IllegalStateException("the store is closed");
  }

  private static void runByKind(List<Errand> batch) {
    int from = 0;
    while (from < batch.size()) {
      int to = from + 1;
      while (to < batch.size() && batch.get(to).getClass() == batch.get(from).getClass()) {
        to++;
      }
      List<Errand> alike = List.copyOf(batch.subList(from, to));
      alike.get(0).run(alike);
      from = to;
    }
  }

  /**
   * Ends when all that was asked is done, within five seconds: an interrupt would close the
   * database's file.
   */
  @Override
  public void close() {
    closed = true;
    waiting.add(new End());
    try {
      thread.join(5_000);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Wakes the thread to find that it is over. */
  private static final class End implements Errand {
    @Override
    public void run(List<Errand> all) {}

    @Override
    public void fail(Throwable because) {}
  }
}
