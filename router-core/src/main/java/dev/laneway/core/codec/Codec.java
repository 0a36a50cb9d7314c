package dev.laneway.core.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Citation;
import dev.laneway.api.FinishReason;
import dev.laneway.api.Money;
import dev.laneway.api.RouterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests, replies and errors as bytes and back. Every text names its version; a reader knows its
 * own and all before, and passes over members that it does not know. What is encrypted can be read
 * only from the place that it was written for, which is told by a name: a key, or an id.
 */
public final class Codec {

  private static final int VERSION = 1;
  private static final int LONGEST_TEXT = 1 << 28;

  private final JsonMapper mapper =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT).build())
                  .build())
          .build();
  private final Seal seal;

  /** A codec under this seal. */
  public Codec(Seal seal) {
    this.seal = seal;
  }

  /**
   * A call to be made later.
   *
   * @param submittedAt when it was handed over
   */
  public record Work(ChatRequest request, CallOptions options, Instant submittedAt) {}

  /** Work as bytes. */
  public byte[] write(Work work, String place) {
    ObjectNode node = versioned();
    node.set("request", Requests.write(work.request()));
    node.set("options", Options.write(work.options()));
    node.put("submitted", work.submittedAt().toString());
    return seal.close(bytes(node), place);
  }

  /** Work from bytes. */
  public Work work(byte[] bytes, String place) {
    JsonNode node = read(seal.open(bytes, place));
    return new Work(
        Requests.read(node.path("request")),
        Options.read(node.path("options")),
        Instant.parse(node.path("submitted").asText()));
  }

  /** A reply as bytes. */
  public byte[] write(ChatReply reply, String place) {
    ObjectNode node = versioned();
    node.set("message", Parts.write(reply.message()));
    node.put("finish", reply.finishReason().name())
        .put("model", reply.model())
        .put("id", reply.id())
        .set("usage", Receipts.write(reply.usage()));
    reply.vendorCost().ifPresent(cost -> node.put("vendorCost", cost.picodollars()));
    ArrayNode citations = node.putArray("citations");
    for (Citation citation : reply.citations()) {
      citations
          .addObject()
          .put("uri", citation.uri())
          .put("title", citation.title())
          .put("quote", citation.quote());
    }
    node.set("receipt", Receipts.write(reply.receipt()));
    return seal.close(bytes(node), place);
  }

  /** A reply from bytes. */
  public ChatReply reply(byte[] bytes, String place) {
    JsonNode node = read(seal.open(bytes, place));
    List<Citation> citations = new ArrayList<>();
    node.path("citations")
        .forEach(
            citation ->
                citations.add(
                    new Citation(
                        citation.path("uri").asText(),
                        citation.path("title").asText(),
                        citation.path("quote").asText())));
    ChatReply.Builder reply =
        ChatReply.builder(Parts.message(node.path("message")))
            .finishReason(FinishReason.valueOf(node.path("finish").asText()))
            .model(node.path("model").asText())
            .id(node.path("id").asText())
            .usage(Receipts.usage(node.path("usage")))
            .citations(citations)
            .receipt(Receipts.read(node.path("receipt")));
    if (node.has("vendorCost")) {
      reply.vendorCost(new Money(node.path("vendorCost").asLong()));
    }
    return reply.build();
  }

  /** An error as bytes: its reason, its words and its receipt. */
  public byte[] write(RouterException error, String place) {
    ObjectNode node = versioned();
    node.put("reason", error.reason().name())
        .put("words", String.valueOf(error.getMessage()))
        .set("receipt", Receipts.write(error.receipt()));
    error.retryAt().ifPresent(at -> node.put("retryAt", at.toString()));
    return seal.close(bytes(node), place);
  }

  /** An error from bytes. */
  public RouterException error(byte[] bytes, String place) {
    JsonNode node = read(seal.open(bytes, place));
    RouterException.Builder error =
        RouterException.because(
                RouterException.Reason.valueOf(node.path("reason").asText()),
                node.path("words").asText())
            .receipt(Receipts.read(node.path("receipt")));
    if (node.has("retryAt")) {
      error.retryAt(Instant.parse(node.path("retryAt").asText()));
    }
    return error.build();
  }

  /** A request in a form that is the same for equal requests, to be digested. */
  public byte[] canonical(ChatRequest request) {
    try {
      return mapper
          .writer()
          .with(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
          .writeValueAsBytes(Requests.write(request));
    } catch (IOException broken) {
      throw new UncheckedIOException("a request cannot be written", broken);
    }
  }

  private static ObjectNode versioned() {
    return JsonNodeFactory.instance.objectNode().put("version", VERSION);
  }

  private byte[] bytes(JsonNode node) {
    try {
      return mapper.writeValueAsBytes(node);
    } catch (IOException broken) {
      throw new UncheckedIOException("a value cannot be written", broken);
    }
  }

  private JsonNode read(byte[] bytes) {
    JsonNode node;
    try {
      node = mapper.readTree(bytes);
    } catch (IOException broken) {
      throw new IllegalArgumentException(
          "stored bytes are no JSON (" + broken.getClass().getSimpleName() + ")");
    }
    int version = node.path("version").asInt();
    if (version < 1 || version > VERSION) {
      throw new IllegalArgumentException(
          "version of stored bytes must be from 1 to %d, was %d".formatted(VERSION, version));
    }
    return node;
  }
}
