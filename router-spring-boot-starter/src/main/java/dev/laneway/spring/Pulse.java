package dev.laneway.spring;

import dev.laneway.core.RouterStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What health tells, in the words of neither line of Spring Boot; no vendor is called. */
record Pulse(boolean isUp, Map<String, Object> details) {

  static Pulse of(RouterStatus status) {
    Map<String, Object> routes = new LinkedHashMap<>();
    for (RouterStatus.RouteStatus route : status.routes()) {
      routes.put(route.name(), route.usable() ? "usable" : "no usable lane");
    }
    Map<String, Object> lanes = new LinkedHashMap<>();
    for (RouterStatus.LaneStatus lane : status.lanes()) {
      lanes.put(lane.lane().toString(), lane.ready() ? "ready" : lane.because());
    }
    List<RouterStatus.RouteStatus> all = status.routes();
    return new Pulse(
        all.stream().allMatch(RouterStatus.RouteStatus::usable),
        Map.of("routes", routes, "lanes", lanes));
  }
}
