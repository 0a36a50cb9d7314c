package dev.laneway.core.bridge;

import static java.util.Objects.requireNonNull;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.LaneId;
import dev.laneway.api.Message;
import dev.laneway.api.StreamRecovery;
import dev.laneway.core.Router;
import dev.laneway.core.RouterStatus.RouteStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One turn of a conversation that another library leads: what the person said, the tools that it
 * takes, and the answer. These are several calls, and they stay on one lane: each reply takes the
 * turn's name along in its message's metadata, and the next call brings it back.
 */
public final class Turn {

  private static final String NAME = "laneway.turn";

  private final String name;

  private Turn(String name) {
    this.name = name;
  }

  /** A turn that begins with this call. */
  public static Turn begun() {
    return new Turn(UUID.randomUUID().toString());
  }

  /**
   * The turn to which a reply belonged whose results of tools are now brought; one that begins, if
   * its metadata does not tell.
   */
  public static Turn after(Map<String, ?> metadata) {
    return metadata.get(NAME) instanceof String name && !name.isEmpty() ? new Turn(name) : begun();
  }

  /**
   * The options of a call of this turn.
   *
   * @param told what the application said; its session, if it named one, goes before the turn
   * @param model what the library calls a model: a route's name or else a lane's; may be empty
   */
  public CallOptions options(Router router, CallOptions told, ChatRequest request, String model) {
    CallOptions.Builder options = addressed(router, told, model);
    if (told.session().isEmpty() && !request.tools().isEmpty()) {
      options.session(name);
    }
    if (told.streamRecovery() == StreamRecovery.RESTART) {
      options.streamRecovery(StreamRecovery.FAIL); // no library can take back what it has shown
    }
    return options.build();
  }

  /** The same for calls that are no turn, which are those for vectors. */
  public static CallOptions vectorOptions(Router router, CallOptions told, String model) {
    if (model.isEmpty() || routeOf(router, model)) {
      return addressed(router, told, model).build();
    }
    return told.toBuilder().lane(model).build();
  }

  private static CallOptions.Builder addressed(Router router, CallOptions told, String model) {
    CallOptions.Builder options = told.toBuilder();
    if (model.isEmpty()) {
      return options;
    }
    if (routeOf(router, model)) {
      return options.route(model);
    }
    LaneId lane = LaneId.of(model);
    options.lane(model);
    List<RouteStatus> routes = router.status().routes();
    routes.stream()
        .filter(route -> route.lanes().contains(lane))
        .min((one, other) -> Boolean.compare(isDefault(other), isDefault(one)))
        .ifPresent(route -> options.route(route.name()));
    return options;
  }

  private static boolean isDefault(RouteStatus route) {
    return route.name().equals("default");
  }

  /** A name without a slash can only be a route's; what is unknown the router says itself. */
  private static boolean routeOf(Router router, String model) {
    return model.indexOf('/') < 0
        || router.status().routes().stream().anyMatch(route -> route.name().equals(model));
  }

  /** What the library's message shall keep: the turn's name, and what the vendor wants back. */
  public Map<String, Object> keepsakeOf(Message reply) {
    Map<String, Object> kept = new HashMap<>(Keepsake.of(requireNonNull(reply, "reply")));
    if (!reply.toolCalls().isEmpty()) {
      kept.put(NAME, name);
    }
    return kept;
  }
}
