package dev.laneway.spring;

import dev.laneway.core.LaneCheck;
import dev.laneway.core.Router;
import dev.laneway.core.RouterStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.lang.Nullable;

/**
 * {@code /actuator/laneway}: what the router knows, and a hand on its lanes. Tells in maps, which
 * every Jackson can write.
 */
@Endpoint(id = "laneway")
final class LanewayEndpoint {

  private final Router router;
  private final LastFailures failures;
  private final Optional<RouterRefresh> refresh;

  LanewayEndpoint(Router router, LastFailures failures, Optional<RouterRefresh> refresh) {
    this.router = router;
    this.failures = failures;
    this.refresh = refresh;
  }

  @ReadOperation
  Map<String, Object> status() {
    RouterStatus status = router.status();
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("routes", status.routes().stream().map(LanewayEndpoint::told).toList());
    words.put("lanes", status.lanes().stream().map(this::told).toList());
    words.put("pools", status.pools().stream().map(LanewayEndpoint::told).toList());
    words.put("budgets", status.budgets().stream().map(LanewayEndpoint::told).toList());
    words.put("waiting", status.waiting());
    return words;
  }

  /**
   * Does something, or says in words what was wrong with the wish.
   *
   * @param action drain, resume or check, which want a lane, or refresh
   */
  @WriteOperation
  WebEndpointResponse<Map<String, Object>> act(String action, @Nullable String lane) {
    try {
      return new WebEndpointResponse<>(done(action, lane));
    } catch (IllegalArgumentException | InvalidRouterException refused) {
      String rule = String.valueOf(refused.getMessage());
      return new WebEndpointResponse<>(
          Map.of("refused", rule), WebEndpointResponse.STATUS_BAD_REQUEST);
    }
  }

  private Map<String, Object> done(String action, @Nullable String lane) {
    switch (action) {
      case "drain" -> router.drain(known(lane));
      case "resume" -> router.resume(known(lane));
      case "check" -> {
        return told(router.check(known(lane)));
      }
      case "refresh" -> reread();
      default ->
          throw new IllegalArgumentException(
              "action must be drain, resume, check or refresh, was '" + action + "'");
    }
    return Map.of("done", action);
  }

  private void reread() {
    refresh
        .orElseThrow(
            () ->
                new IllegalArgumentException("the router is a bean of yours: refresh it yourself"))
        .refresh();
  }

  private String known(@Nullable String lane) {
    List<String> ids = router.status().lanes().stream().map(one -> one.lane().toString()).toList();
    if (lane == null || !ids.contains(lane)) {
      String given = lane == null ? "was not given" : "was '" + lane + "'";
      throw new IllegalArgumentException("lane must be one of " + ids + ", " + given);
    }
    return lane;
  }

  private static Map<String, Object> told(LaneCheck check) {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("lane", check.lane().toString());
    words.put("well", check.isWell());
    words.put("model", check.model());
    words.put("took", check.took().toString());
    check
        .failure()
        .ifPresent(
            failure -> {
              words.put("failure", failure.kind().name());
              words.put("detail", failure.detail());
              words.put("advice", check.advice());
            });
    return words;
  }

  private Map<String, Object> told(RouterStatus.LaneStatus lane) {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("lane", lane.lane().toString());
    words.put("ready", lane.ready());
    words.put("usable", lane.usable());
    words.put("health", lane.health());
    words.put("because", lane.because());
    lane.coolingUntil().ifPresent(until -> words.put("coolingUntil", until.toString()));
    words.put("underWay", lane.underWay());
    words.put("answered", lane.answered());
    words.put("pools", lane.pools());
    failures.of(lane.lane()).ifPresent(failure -> words.put("lastFailure", failure));
    return words;
  }

  private static Map<String, Object> told(RouterStatus.RouteStatus route) {
    return Map.of(
        "route", route.name(),
        "usable", route.usable(),
        "lanes", route.lanes().stream().map(Object::toString).toList());
  }

  private static Map<String, Object> told(RouterStatus.PoolStatus pool) {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("pool", pool.name());
    pool.restingUntil().ifPresent(until -> words.put("restingUntil", until.toString()));
    words.put("because", pool.because());
    words.put("limits", pool.limits().stream().map(LanewayEndpoint::told).toList());
    return words;
  }

  private static Map<String, Object> told(RouterStatus.LimitStatus limit) {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("limit", limit.limit());
    words.put("amount", limit.amount());
    words.put("left", limit.left());
    words.put("learned", limit.learned());
    limit.wholeAt().ifPresent(at -> words.put("wholeAt", at.toString()));
    return words;
  }

  private static Map<String, Object> told(RouterStatus.BudgetStatus budget) {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("budget", budget.budget().toString());
    words.put("spent", budget.spent().dollars());
    words.put("reserved", budget.reserved().dollars());
    budget.renews().ifPresent(at -> words.put("renews", at.toString()));
    return words;
  }
}
