package dev.laneway.store.jdbc;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;

/**
 * Does something after each heartbeat of a member that works; one that has nothing to do has none.
 */
final class HeartbeatListener extends AbstractSchedulerListener {

  private final Runnable afterEach;

  HeartbeatListener(Runnable afterEach) {
    this.afterEach = afterEach;
  }

  @Override
  public void onSchedulerEvent(SchedulerEventType type) {
    if (type == SchedulerEventType.RAN_UPDATE_HEARTBEATS) {
      afterEach.run();
    }
  }
}
