package dev.laneway.core;

import dev.laneway.api.AccountId;
import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.LaneId;
import dev.laneway.api.RouterException;
import dev.laneway.api.RouterException.Reason;
import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderSettings;
import dev.laneway.core.lane.Standing;
import dev.laneway.core.quota.Pool;
import dev.laneway.core.schedule.LaneState;
import dev.laneway.core.schedule.Machine;
import dev.laneway.core.schedule.Office;
import dev.laneway.core.schedule.Route;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * What a router works with and what a change of its configuration swaps whole: accounts, pools,
 * lanes, routes, and what chooses among them. A call keeps to the one under which it began.
 */
record Layout(
    Machine machine,
    Map<AccountId, Account> accounts,
    Map<String, Pool> pools,
    Map<LaneId, LaneState> lanes,
    Map<String, Route> routes,
    List<RoutePicker> pickers,
    Optional<ModelPicker> modelPicker,
    CallOptions defaults,
    Optional<CacheSettings.Told> cache,
    String lanesLater,
    Users users) {

  /** The route of embeddings that name none; no application can name it so. */
  static final String EMBEDDINGS = " embeddings";

  /** The route of calls that name none. */
  static final String DEFAULT = "default";

  /** An account that has been opened. */
  record Account(
      Class<?> factory, ProviderSettings settings, Provider provider, Standing standing) {}

  Office office() {
    return new Office(machine);
  }

  void refuseIfEmpty() {
    if (lanes.isEmpty()) {
      throw RouterException.because(Reason.UNAVAILABLE, "the router has no lane: " + lanesLater)
          .build();
    }
  }

  CompletableFuture<ChatReply> chat(ChatRequest request, CallOptions options) {
    Optional<Route> known = routeBy(request, options);
    if (known.isPresent()) {
      return office().chat(known.get(), request, options);
    }
    return InTurn.of(
        askedFor(request, options),
        (name, thrown) ->
            name == null
                ? CompletableFuture.failedFuture(Objects.requireNonNull(thrown))
                : office().chat(routeNamed(name), request, options));
  }

  private CompletableFuture<String> askedFor(ChatRequest request, CallOptions options) {
    ModelPicker picker = modelPicker.orElseThrow();
    return picker.pick(
        request, question -> office().chat(routeNamed(picker.askedOn()), question, options));
  }

  /** The route of a call, for which a small model may have to be waited for. */
  Route routeOf(ChatRequest request, CallOptions options) {
    return routeBy(request, options)
        .orElseGet(() -> routeNamed(Waiting.on(askedFor(request, options))));
  }

  /** The route of a call, unless a small model has to be asked. */
  private Optional<Route> routeBy(ChatRequest request, CallOptions options) {
    refuseUnknown(options.lane());
    if (!options.route().isEmpty()) {
      return Optional.of(routeNamed(options.route()));
    }
    for (RoutePicker picker : pickers) {
      Optional<String> picked = picker.pick(request, options);
      if (picked.isPresent()) {
        return Optional.of(routeNamed(picked.get()));
      }
    }
    return modelPicker.isPresent() ? Optional.empty() : Optional.of(routeNamed(DEFAULT));
  }

  Route embeddingRouteOf(CallOptions options) {
    refuseUnknown(options.lane());
    Route route = routeNamed(options.route().isEmpty() ? EMBEDDINGS : options.route());
    List<LaneState> embedding = routeNamed(EMBEDDINGS).lanes();
    if (route.lanes().stream().noneMatch(embedding::contains)) {
      throw RouterException.because(
              Reason.UNSUPPORTED,
              embedding.isEmpty()
                  ? "no lane makes vectors: declare one whose model does"
                  : "no lane of route '%s' makes vectors: name a route of such lanes, or none"
                      .formatted(route.name()))
          .build();
    }
    Set<String> models = new TreeSet<>();
    for (LaneState lane : route.lanes()) {
      if (options.lane().isEmpty() || options.lane().get().equals(lane.id())) {
        models.add(lane.id().model());
      }
    }
    if (models.size() > 1) {
      throw RouterException.because(
              Reason.UNSUPPORTED,
              "vectors of two models do not mix: name a route or a lane of one of " + models)
          .build();
    }
    return route;
  }

  private Route routeNamed(String name) {
    Route route = routes.get(name);
    if (route == null) {
      Set<String> known = new TreeSet<>(routes.keySet());
      known.remove(EMBEDDINGS);
      throw RouterException.because(
              Reason.UNSUPPORTED, "route '" + name + "' is unknown, there are " + known)
          .build();
    }
    return route;
  }

  private void refuseUnknown(Optional<LaneId> pinned) {
    if (pinned.isPresent() && !lanes.containsKey(pinned.get())) {
      throw RouterException.because(Reason.UNSUPPORTED, unknown(pinned.get().toString())).build();
    }
  }

  private String unknown(String lane) {
    return "lane '" + lane + "' is unknown, there are " + lanes.keySet();
  }

  LaneState laneNamed(String id) {
    LaneState lane = lanes.get(LaneId.of(id));
    if (lane == null) {
      throw new IllegalArgumentException(unknown(id));
    }
    return lane;
  }
}
