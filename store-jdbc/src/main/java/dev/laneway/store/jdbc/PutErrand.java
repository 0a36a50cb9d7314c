package dev.laneway.store.jdbc;

import dev.laneway.api.spi.store.WorkItem;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Keeps an item, together with whatever others are handed over at the time. */
final class PutErrand implements Desk.Errand {

  private final TaskQueue queue;
  private final WorkItem item;
  private final CompletableFuture<Boolean> answer = new CompletableFuture<>();

  PutErrand(TaskQueue queue, WorkItem item) {
    this.queue = queue;
    this.item = item;
  }

  CompletableFuture<Boolean> answer() {
    return answer;
  }

  @Override
  public void run(List<Desk.Errand> all) {
    // members that keep the same ids hold their rows in one order
    List<PutErrand> errands =
        all.stream()
            .map(PutErrand.class::cast)
            .sorted(Comparator.comparing((PutErrand put) -> put.item.id()))
            .toList();
    try {
      List<Boolean> fresh = queue.putAll(errands.stream().map(put -> put.item).toList());
      for (int i = 0; i < errands.size(); i++) {
        errands.get(i).answer.complete(fresh.get(i));
      }
    } catch (SQLException | RuntimeException failed) {
      all.forEach(errand -> errand.fail(failed));
    }
  }

  @Override
  public void fail(Throwable because) {
    answer.completeExceptionally(because);
  }
}
