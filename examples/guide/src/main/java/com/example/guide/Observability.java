package com.example.guide;

import dev.laneway.core.LaneCheck;
import dev.laneway.core.Router;
import dev.laneway.core.RouterStatus.LaneStatus;

/** For docs/observability.md. */
final class Observability {

  private Observability() {}

  static Router watched() {
    return Router.builder().environment(System.getenv()).listener(new Watching()).build();
  }

  static void look(Router router) {
    for (LaneStatus lane : router.status().lanes()) {
      System.out.println(lane.lane() + (lane.ready() ? " ready" : " " + lane.because()));
    }
    for (LaneCheck check : router.check()) { // one tiny call on each lane
      System.out.println(check);
    }
  }
}
