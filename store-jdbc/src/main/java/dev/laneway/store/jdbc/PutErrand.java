package dev.laneway.store.jdbc;

import dev.laneway.api.spi.store.WorkItem;
import java.sql.SQLException;
import java.util.ArrayList;
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
    List<PutErrand> errands = new ArrayList<>();
    List<WorkItem> items = new ArrayList<>();
    for (Desk.Errand errand : all) {
      PutErrand put = (PutErrand) errand;
      errands.add(put);
      items.add(put.item);
    }
    try {
      List<Boolean> fresh = queue.putAll(items);
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
