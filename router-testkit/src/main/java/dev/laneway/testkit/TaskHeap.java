package dev.laneway.testkit;

import static java.util.Objects.requireNonNull;

import dev.laneway.api.time.TimeSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tasks by their moment, then by their scheduling: a binary heap whose tasks know where they are,
 * so that a cancelled one leaves at once.
 */
final class TaskHeap {

  static final long NEVER = Long.MAX_VALUE;

  private @Nullable Task[] heap = new @Nullable Task[64];
  private int size;
  private long scheduled;

  synchronized Task add(long due, Runnable action) {
    requireNonNull(action, "task");
    Task task = new Task(due, scheduled++, action);
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
    }
    size++;
    up(size - 1, task);
    return task;
  }

  synchronized @Nullable Task pollDue(long now) {
    Task first = heap[0];
    if (first == null || first.due > now) {
      return null;
    }
    removeAt(0);
    return first;
  }

  synchronized long nextDue() {
    Task first = heap[0];
    return first == null ? NEVER : first.due;
  }

  synchronized int size() {
    return size;
  }

  private synchronized void cancel(Task task) {
    if (task.place >= 0) {
      removeAt(task.place);
    }
  }

  private void removeAt(int place) {
    Task gone = at(place);
    size--;
    Task last = at(size);
    heap[size] = null;
    gone.place = -1;
    if (gone != last) {
      down(place, last);
      if (at(place) == last) {
        up(place, last);
      }
    }
  }

  private void up(int from, Task task) {
    int place = from;
    while (place > 0) {
      int parent = (place - 1) >>> 1;
      if (!task.isBefore(at(parent))) {
        break;
      }
      put(place, at(parent));
      place = parent;
    }
    put(place, task);
  }

  private void down(int from, Task task) {
    int place = from;
    while (2 * place + 1 < size) {
      int child = 2 * place + 1;
      if (child + 1 < size && at(child + 1).isBefore(at(child))) {
        child++;
      }
      if (!at(child).isBefore(task)) {
        break;
      }
      put(place, at(child));
      place = child;
    }
    put(place, task);
  }

  private Task at(int place) {
    return requireNonNull(heap[place]);
  }

  private void put(int place, Task task) {
    heap[place] = task;
    task.place = place;
  }

  /** One task and its place in the heap, -1 once it has left. */
  final class Task implements TimeSource.Timer {

    private final long due;
    private final long order;
    private final Runnable action;
    private int place;

    private Task(long due, long order, Runnable action) {
      this.due = due;
      this.order = order;
      this.action = action;
    }

    long due() {
      return due;
    }

    void run() {
      action.run();
    }

    @Override
    public void cancel() {
      TaskHeap.this.cancel(this);
    }

    private boolean isBefore(Task other) {
      return due != other.due ? due < other.due : order < other.order;
    }
  }
}
