package dev.laneway.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatRequest;
import dev.laneway.core.Router;
import dev.laneway.testkit.ScriptedProvider;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationView;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One span a request, and under it one for each attempt. */
class TracesTest {

  private final List<Observation.Context> ended = Collections.synchronizedList(new ArrayList<>());
  private final ScriptedProvider vendor = ScriptedProvider.create();

  private Router router(boolean content) {
    ObservationRegistry observations = ObservationRegistry.create();
    observations
        .observationConfig()
        .observationHandler(
            new ObservationHandler<Observation.Context>() {
              @Override
              public void onStop(Observation.Context context) {
                ended.add(context);
              }

              @Override
              public boolean supportsContext(Observation.Context context) {
                return true;
              }
            });
    return Router.builder()
        .provider(vendor.asFactory("acme"))
        .lane("acme/a")
        .lane("acme/b")
        .route("default", route -> route.fallback("acme/a", "acme/b"))
        .observer(new RouterTraces(observations, RouterConvention.DEFAULT, content))
        .build();
  }

  private static String of(Observation.Context context, String name) {
    KeyValue low = context.getLowCardinalityKeyValue(name);
    KeyValue pair = low == null ? context.getHighCardinalityKeyValue(name) : low;
    return pair == null ? "" : pair.getValue();
  }

  @Test
  void a_request_that_falls_back_has_three_spans() {
    vendor
        .model("a")
        .failsWith(
            new dev.laneway.api.ProviderFailure.Unreadable(
                dev.laneway.api.FailureDetails.of(200, "no JSON")));
    vendor.model("b").answers("from b");
    try (Router router = router(false)) {
      router.chat(
          ChatRequest.builder().user("my secret").temperature(0.5).maxOutputTokens(20).build(),
          CallOptions.builder().session("conv-1").build());
    }
    assertThat(ended)
        .extracting(Observation.Context::getContextualName)
        .containsExactly("chat a", "chat b", "route default");
    Observation.Context request = ended.get(2);
    assertThat(of(request, "laneway.route")).isEqualTo("default");
    assertThat(of(request, "laneway.outcome")).isEqualTo("answered");
    assertThat(of(request, "laneway.lane")).isEqualTo("acme/b");
    Observation.Context failed = ended.get(0);
    assertThat(of(failed, "error.type")).isEqualTo("unreadable");
    assertThat(failed.getError()).isNotNull();
    Observation.Context answered = ended.get(1);
    assertThat(((SenderContext<?>) answered).getKind()).isEqualTo(Kind.CLIENT);
    ObservationView parent = answered.getParentObservation();
    assertThat(parent == null ? null : parent.getContextView()).isSameAs(request);
    assertThat(of(answered, "gen_ai.operation.name")).isEqualTo("chat");
    assertThat(of(answered, "gen_ai.provider.name")).isEqualTo("acme");
    assertThat(of(answered, "gen_ai.request.model")).isEqualTo("b");
    assertThat(of(answered, "gen_ai.request.temperature")).isEqualTo("0.5");
    assertThat(of(answered, "gen_ai.request.max_tokens")).isEqualTo("20");
    assertThat(of(answered, "gen_ai.response.finish_reasons")).isEqualTo("stop");
    assertThat(of(answered, "gen_ai.conversation.id")).isEqualTo("conv-1");
    assertThat(ended.toString()).doesNotContain("my secret", "from b");
  }

  @Test
  void content_is_told_only_when_it_is_switched_on() {
    vendor.model("a").answers("the answer");
    try (Router router = router(true)) {
      router.ask("the question");
    }
    assertThat(of(ended.get(0), "gen_ai.input.messages")).isEqualTo("user: the question");
    assertThat(of(ended.get(0), "gen_ai.output.messages")).isEqualTo("the answer");
  }

  @Test
  void a_provider_has_the_word_of_the_conventions() {
    assertThat(RouterConvention.DEFAULT.provider("gemini")).isEqualTo("gcp.gemini");
    assertThat(RouterConvention.DEFAULT.provider("ollama")).isEqualTo("ollama");
  }
}
