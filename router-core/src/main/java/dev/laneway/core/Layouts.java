package dev.laneway.core;

import dev.laneway.api.LaneId;
import dev.laneway.api.spi.Provider;
import dev.laneway.core.schedule.LaneState;
import dev.laneway.core.schedule.Route;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The layout in force, and those before it that calls still use. A layout that nobody uses any more
 * is put away: providers that no other has are closed, and its lanes are no longer served.
 */
final class Layouts {

  private final Plant plant;
  private final ReentrantLock changing = new ReentrantLock();
  private final List<Layout> used = new ArrayList<>();
  private volatile Layout inForce;

  Layouts(Plant plant, Layout first) {
    this.plant = plant;
    this.inForce = first;
    used.add(first);
    serveAll();
  }

  Layout inForce() {
    return inForce;
  }

  /** The layout in force, which stays in use until its user leaves. */
  Layout entered() {
    Layout now = inForce;
    while (!now.users().enter()) {
      now = inForce; // it was put away between the two
    }
    return now;
  }

  /** The lane of this name as each of the layouts has it that are in use. */
  Set<LaneState> statesOf(String lane) {
    LaneId id = inForce.laneNamed(lane).id();
    Set<LaneState> states = new LinkedHashSet<>();
    changing.lock();
    try {
      for (Layout layout : used) {
        LaneState state = layout.lanes().get(id);
        if (state != null) {
          states.add(state);
        }
      }
    } finally {
      changing.unlock();
    }
    return states;
  }

  void change(Assembly next) {
    Layout before;
    changing.lock();
    try {
      before = inForce;
      Layout after = next.layout(plant, next.machine(before), before);
      used.add(after);
      serveAll();
      inForce = after;
    } finally {
      changing.unlock();
    }
    plant.scheduler().lookAgain(); // who waits under what was before shares what changed
    before.users().leaveForGood(() -> putAway(before));
  }

  private void putAway(Layout unused) {
    Set<Provider> orphans;
    changing.lock();
    try {
      used.remove(unused);
      orphans = providersOf(List.of(unused));
      orphans.removeAll(providersOf(used));
      unused.routes().values().forEach(Route::close);
      serveAll();
    } finally {
      changing.unlock();
    }
    Closing.each(orphans);
  }

  private static Set<Provider> providersOf(List<Layout> layouts) {
    Set<Provider> providers = new LinkedHashSet<>();
    for (Layout layout : layouts) {
      layout.accounts().values().forEach(account -> providers.add(account.provider()));
    }
    return providers;
  }

  private void serveAll() {
    Set<LaneState> lanes = new LinkedHashSet<>();
    used.forEach(layout -> lanes.addAll(layout.lanes().values()));
    plant.scheduler().guarded(now -> plant.scheduler().serve(List.copyOf(lanes)));
  }

  void close() {
    List<Layout> all;
    changing.lock();
    try {
      all = List.copyOf(used);
    } finally {
      changing.unlock();
    }
    Closing.each(providersOf(all));
  }
}
