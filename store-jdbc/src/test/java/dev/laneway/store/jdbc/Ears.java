package dev.laneway.store.jdbc;

import dev.laneway.api.spi.store.Notice;
import dev.laneway.api.spi.store.StoreContext;
import dev.laneway.api.spi.store.StoreListener;
import dev.laneway.api.time.SystemTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A member of a fleet that only listens. */
final class Ears implements StoreListener {

  final List<Notice> notices = new CopyOnWriteArrayList<>();

  static StoreContext context(String member) {
    return context(member, new Ears());
  }

  static StoreContext context(String member, Ears ears) {
    return new StoreContext(member, "test", SystemTime.start("test-" + member), ears);
  }

  @Override
  public void taken(String key, String id, long amount) {}

  @Override
  public void noticed(Notice notice) {
    notices.add(notice);
  }

  @Override
  public void workMoved(String id) {}
}
