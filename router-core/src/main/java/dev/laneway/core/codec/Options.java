package dev.laneway.core.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.laneway.api.CacheMode;
import dev.laneway.api.CallOptions;
import dev.laneway.api.Money;
import dev.laneway.api.StreamRecovery;
import dev.laneway.api.Urgency;
import java.time.Duration;

/** How a call is to be treated. */
final class Options {

  private Options() {}

  static ObjectNode write(CallOptions options) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("route", options.route())
            .put("urgency", options.urgency().name())
            .put("deadline", options.deadline().toString())
            .put("tenant", options.tenant())
            .put("session", options.session())
            .put("task", options.task())
            .put("cache", options.cache().name())
            .put("maxStale", options.maxStale().toString())
            .put("recovery", options.streamRecovery().name())
            .put("hedge", options.hedge())
            .put("strict", options.strict());
    options.lane().ifPresent(lane -> node.put("lane", lane.toString()));
    options.maxCost().ifPresent(most -> node.put("maxCost", most.picodollars()));
    ObjectNode tags = node.putObject("tags");
    options.tags().forEach(tags::put);
    return node;
  }

  static CallOptions read(JsonNode node) {
    CallOptions.Builder options =
        CallOptions.builder()
            .route(node.path("route").asText())
            .urgency(Urgency.valueOf(node.path("urgency").asText()))
            .deadline(Duration.parse(node.path("deadline").asText()))
            .tenant(node.path("tenant").asText())
            .session(node.path("session").asText())
            .task(node.path("task").asText())
            .cache(CacheMode.valueOf(node.path("cache").asText()))
            .maxStale(Duration.parse(node.path("maxStale").asText()))
            .streamRecovery(StreamRecovery.valueOf(node.path("recovery").asText()))
            .hedge(node.path("hedge").asBoolean())
            .strict(node.path("strict").asBoolean());
    if (node.has("lane")) {
      options.lane(node.path("lane").asText());
    }
    if (node.has("maxCost")) {
      options.maxCost(new Money(node.path("maxCost").asLong()));
    }
    node.path("tags")
        .properties()
        .forEach(tag -> options.tag(tag.getKey(), tag.getValue().asText()));
    return options.build();
  }
}
