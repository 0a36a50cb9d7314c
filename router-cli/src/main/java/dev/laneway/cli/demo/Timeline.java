package dev.laneway.cli.demo;

import dev.laneway.core.RouterStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The router's status, looked at again and again. */
final class Timeline {

  /** One look. */
  record Look(Duration at, RouterStatus status) {}

  private final List<Look> looks = new ArrayList<>();

  synchronized void add(Duration at, RouterStatus status) {
    looks.add(new Look(at, status));
  }

  synchronized List<Look> looks() {
    return List.copyOf(looks);
  }
}
