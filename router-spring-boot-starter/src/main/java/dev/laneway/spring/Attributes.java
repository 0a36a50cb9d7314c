package dev.laneway.spring;

import dev.laneway.api.Attempt;
import dev.laneway.api.LaneId;
import dev.laneway.api.spi.Endpoint;
import dev.laneway.core.event.RequestObserver.Request;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The attributes of few values that metrics and spans of one call share. */
final class Attributes {

  static final String NONE = KeyValue.NONE_VALUE;

  private static final int MOST_MODELS = 200;
  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  private final RouterConvention names;
  private final Set<String> models = ConcurrentHashMap.newKeySet();

  Attributes(RouterConvention names) {
    this.names = names;
  }

  static String operation(Request request) {
    return request.embedding().isPresent() ? "embeddings" : "chat";
  }

  /** What is known when the call begins. */
  KeyValues ofCall(Request request, LaneId lane, Optional<Endpoint> endpoint) {
    return KeyValues.of(
        pair("gen_ai.operation.name", operation(request)),
        pair("gen_ai.provider.name", names.provider(lane.provider())),
        pair("gen_ai.request.model", bounded(lane.model())),
        pair("server.address", endpoint.map(at -> at.url().getHost()).orElse(NONE)),
        pair("server.port", endpoint.map(Attributes::port).orElse(NONE)));
  }

  /** What is known when it has ended. */
  KeyValues ofEnd(String model) {
    return KeyValues.of(pair("gen_ai.response.model", bounded(model)));
  }

  KeyValues ofError(Attempt attempt) {
    return KeyValues.of(pair("error.type", attempt.failure().map(names::errorType).orElse(NONE)));
  }

  KeyValue pair(String name, String value) {
    return KeyValue.of(names.attribute(name), value);
  }

  /** Vendors answer with dated model ids: more than so many are not told apart. */
  private String bounded(String model) {
    if (model.isEmpty()) {
      return NONE;
    }
    if (models.contains(model) || (models.size() < MOST_MODELS && models.add(model))) {
      return model;
    }
    return "other";
  }

  private static String port(Endpoint endpoint) {
    int port = endpoint.url().getPort();
    return String.valueOf(
        port >= 0 ? port : "https".equals(endpoint.url().getScheme()) ? HTTPS : HTTP);
  }
}
