package dev.laneway.testkit;

import static java.util.Objects.requireNonNull;

import dev.laneway.api.ProviderFailure;
import dev.laneway.api.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor says, as data: the author of a provider writes it down once, and {@link
 * ProviderContract} holds the provider against it. What is left out is not checked.
 *
 * <pre>{@code
 * VendorWords.text(VendorReply.json(200, "…"), "Hello", Usage.of(5, 1))
 *     .stream(VendorReply.sse("…"))
 *     .throttled(VendorReply.json(429, "…").header("retry-after", "7"), Duration.ofSeconds(7))
 *     .fails(Kind.UNAUTHORIZED, VendorReply.json(401, "…"));
 * }</pre>
 */
public final class VendorWords {

  record Failing(ProviderFailure.Kind kind, VendorReply reply) {}

  final VendorReply whole;
  final String text;
  final Usage usage;
  final List<Failing> failures = new ArrayList<>();
  List<float[]> vectors = List.of();
  List<String> models = List.of();
  String tool = "";
  String arguments = "";
  Duration wait = Duration.ZERO;
  @Nullable VendorReply streamed;
  @Nullable VendorReply withoutUsage;
  @Nullable VendorReply toolCall;
  @Nullable VendorReply streamedToolCall;
  @Nullable VendorReply throttled;
  @Nullable VendorReply embedding;
  @Nullable VendorReply listing;

  private VendorWords(VendorReply whole, String text, Usage usage) {
    this.whole = requireNonNull(whole, "reply");
    this.text = requireNonNull(text, "text");
    this.usage = requireNonNull(usage, "usage");
  }

  /** A whole answer in JSON, with the text and the usage that stand in it. */
  public static VendorWords text(VendorReply reply, String text, Usage usage) {
    return new VendorWords(reply, text, usage);
  }

  /** The same answer, streamed in at least two pieces of text. */
  public VendorWords stream(VendorReply reply) {
    streamed = reply;
    return this;
  }

  /** The same answer without its usage. */
  public VendorWords withoutUsage(VendorReply reply) {
    withoutUsage = reply;
    return this;
  }

  /** An answer that asks for one tool. */
  public VendorWords toolCall(VendorReply reply, String name, String argumentsAsJson) {
    toolCall = reply;
    tool = name;
    arguments = argumentsAsJson;
    return this;
  }

  /** The same tool call, streamed. */
  public VendorWords streamedToolCall(VendorReply reply) {
    streamedToolCall = reply;
    return this;
  }

  /** An answer that asks for patience, and for how long. */
  public VendorWords throttled(VendorReply reply, Duration retryIn) {
    throttled = reply;
    wait = retryIn;
    return fails(ProviderFailure.Kind.THROTTLED, reply);
  }

  /** An answer that means such a failure; as many of them as there are. */
  public VendorWords fails(ProviderFailure.Kind kind, VendorReply reply) {
    failures.add(new Failing(kind, reply));
    return this;
  }

  /** An answer with these vectors, one for each text that was sent. */
  public VendorWords embedding(VendorReply reply, List<float[]> expected) {
    embedding = reply;
    vectors = List.copyOf(expected);
    return this;
  }

  /** A list of exactly these models. */
  public VendorWords models(VendorReply reply, String... ids) {
    listing = reply;
    models = List.of(ids);
    return this;
  }
}
