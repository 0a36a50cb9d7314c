package dev.laneway.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.ChatStream;
import dev.laneway.api.EmbeddingRequest;
import dev.laneway.api.Message;
import dev.laneway.core.Router;
import dev.laneway.testkit.ScriptedProvider;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Names, kinds, units, buckets and attributes of the GenAI conventions. */
class GenAiMetricsTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ScriptedProvider vendor = ScriptedProvider.create();

  private Router router() {
    return router("small");
  }

  private Router router(String model) {
    return Router.builder()
        .provider(vendor.asFactory("mistral"))
        .lane("mistral/" + model)
        .observer(new GenAiMetrics(meters, RouterConvention.DEFAULT))
        .build();
  }

  private static List<String> keys(Meter meter) {
    return meter.getId().getTags().stream().map(Tag::getKey).toList();
  }

  @Test
  void a_call_is_a_duration_and_two_counts_of_tokens() {
    vendor.model("small").answers("hello").using(12, 3);
    try (Router router = router()) {
      router.ask("hi");
    }
    Timer duration = meters.get("gen_ai.client.operation.duration").timer();
    assertThat(duration.count()).isEqualTo(1);
    assertThat(keys(duration))
        .containsExactlyInAnyOrder(
            "gen_ai.operation.name",
            "gen_ai.provider.name",
            "gen_ai.request.model",
            "gen_ai.response.model",
            "error.type",
            "server.address",
            "server.port");
    assertThat(duration.getId().getTag("gen_ai.provider.name")).isEqualTo("mistral_ai");
    assertThat(duration.getId().getTag("gen_ai.operation.name")).isEqualTo("chat");
    assertThat(duration.getId().getTag("error.type")).isEqualTo("none");
    assertThat(
            Arrays.stream(duration.takeSnapshot().histogramCounts())
                .mapToDouble(bucket -> bucket.bucket(TimeUnit.SECONDS)))
        .containsExactly(
            0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92);
    DistributionSummary input =
        meters.get("gen_ai.client.token.usage").tag("gen_ai.token.type", "input").summary();
    assertThat(input.totalAmount()).isEqualTo(12);
    assertThat(input.getId().getBaseUnit()).isEqualTo("tokens");
    assertThat(
            Arrays.stream(input.takeSnapshot().histogramCounts())
                .mapToDouble(CountAtBucket::bucket))
        .hasSize(14)
        .startsWith(1.0, 4.0, 16.0)
        .endsWith(67_108_864.0);
    assertThat(
            meters
                .get("gen_ai.client.token.usage")
                .tag("gen_ai.token.type", "output")
                .summary()
                .totalAmount())
        .isEqualTo(3);
  }

  @Test
  void a_stream_has_its_first_piece_and_its_gaps() {
    vendor.model("small").answers("one two three").inPieces("one ", "two ", "three");
    try (Router router = router();
        ChatStream stream = router.stream(ChatRequest.of("hi"))) {
      stream.forEachText(piece -> {});
    }
    Timer first = meters.get("gen_ai.client.operation.time_to_first_chunk").timer();
    assertThat(first.count()).isEqualTo(1);
    assertThat(keys(first)).doesNotContain("error.type");
    assertThat(meters.get("gen_ai.client.operation.time_per_output_chunk").timer().count())
        .isEqualTo(2);
  }

  @Test
  void a_failure_has_its_kind() {
    vendor.model("small").isOverloaded().times(1).answers("ok");
    try (Router router = router()) {
      router.ask("hi");
    }
    assertThat(
            meters
                .get("gen_ai.client.operation.duration")
                .tag("error.type", "overloaded")
                .timer()
                .count())
        .isEqualTo(1);
  }

  @Test
  void vectors_are_another_operation() {
    vendor.model("mistral-embed").embedsBy(text -> new float[] {1, 2});
    try (Router router = router("mistral-embed")) {
      router.embed(EmbeddingRequest.of("text"));
    }
    assertThat(
            meters
                .get("gen_ai.client.operation.duration")
                .tag("gen_ai.operation.name", "embeddings")
                .timer()
                .count())
        .isEqualTo(1);
  }

  @Test
  void a_vendor_that_makes_up_model_names_does_not_make_labels_without_end() {
    AtomicInteger number = new AtomicInteger();
    vendor
        .model("small")
        .answersBy(
            request ->
                ChatReply.builder(Message.assistant("ok"))
                    .model("dated-" + number.incrementAndGet())
                    .build());
    try (Router router = router()) {
      for (int i = 0; i < 300; i++) {
        router.ask("hi");
      }
    }
    assertThat(meters.get("gen_ai.client.operation.duration").timers()).hasSizeLessThan(202);
    assertThat(
            meters
                .get("gen_ai.client.operation.duration")
                .tag("gen_ai.response.model", "other")
                .timer()
                .count())
        .isPositive();
  }
}
