package dev.laneway.core;

import static dev.laneway.core.World.interactive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.ChatStream;
import dev.laneway.api.LaneId;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.Role;
import dev.laneway.api.RouterException;
import dev.laneway.api.StreamRecovery;
import dev.laneway.testkit.ScriptedCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many models, one voice: style, checks and conversations of a route. */
class OneVoiceTest {

  private static final String SCHEMA =
      "{\"type\":\"object\",\"required\":[\"total\"],\"properties\":{\"total\":{\"minimum\":1}}}";

  record Bill(int total) {}

  private final World world = new World();

  private Router router(Consumer<RouteSettings> settings) {
    return world
        .builder()
        .lane("acme/a")
        .lane("acme/b")
        .route("default", route -> settings.accept(route.fallback("acme/a", "acme/b")))
        .build();
  }

  @Test
  void a_check_that_throws_counts_as_one_that_is_not_passed() {
    world.model("a").answers("one");
    world.model("b").answers("two");
    try (Router router = router(route -> route.check(reply -> requireTwo(reply.text())))) {
      assertThat(world.finish(router, interactive(10)).text()).isEqualTo("two");
    }
  }

  private static boolean requireTwo(String text) {
    assertThat(text).isEqualTo("two");
    return true;
  }

  @Test
  void a_reply_that_does_not_fit_the_schema_is_asked_of_the_next_lane() {
    world.model("a").answers("{\"total\":-31337}");
    world.model("b").answers("{\"total\":7}");
    try (Router router = router(route -> route.check(SCHEMA))) {
      ChatReply reply = world.finish(router, interactive(10));

      assertThat(reply.as(Bill.class)).isEqualTo(new Bill(7));
      ProviderFailure failure = reply.receipt().attempts().get(0).failure().orElseThrow();
      assertThat(failure.kind()).isEqualTo(ProviderFailure.Kind.UNREADABLE);
      assertThat(failure.detail()).contains("route 'default'", "$.total must be at least 1");
      assertThat(reply.receipt().toString()).doesNotContain("31337");
    }
  }

  @Test
  void a_record_is_a_schema_too() {
    world.model("a").answers("Gladly! {\"total\":7}");
    world.model("b").answers("{\"total\":7}");
    try (Router router = router(route -> route.check(Bill.class))) {
      assertThat(world.finish(router, interactive(10)).receipt().lane())
          .contains(LaneId.of("acme/b"));
    }
  }

  @Test
  void of_several_checks_all_must_be_passed_and_one_that_throws_is_not() {
    world.model("a").answers("{\"total\":7}");
    world.model("b").answers("{\"total\":8}");
    try (Router router =
        router(
            route ->
                route
                    .check(SCHEMA)
                    .check(reply -> Integer.parseInt(reply.as(Bill.class) + "") > 0))) {
      RouterException error = world.refusal(router, interactive(30));

      assertThat(error.receipt().attempts())
          .allMatch(
              attempt ->
                  attempt
                      .failure()
                      .orElseThrow()
                      .detail()
                      .contains("threw java.lang.NumberFormatException"));
    }
  }

  @Test
  void a_reply_that_calls_tools_is_no_answer_yet() {
    world.model("a").callsTool("c1", "add", "{}");
    try (Router router = router(route -> route.check(SCHEMA))) {
      assertThat(world.finish(router, interactive(10)).toolCalls()).hasSize(1);
    }
  }

  @Test
  void a_schema_that_cannot_be_meant_stops_the_build_and_names_its_route() {
    assertThatThrownBy(() -> router(route -> route.check("{\"type\":\"text\"}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("route 'default'")
        .hasMessageContaining("#/type must be among");
  }

  @ParameterizedTest
  @EnumSource(
      value = StreamRecovery.class,
      names = {"RESTART", "CONTINUE"})
  void a_stream_that_does_not_pass_begins_anew_elsewhere(StreamRecovery recovery) {
    world.model("a").answers("I cannot");
    world.model("b").answers("{\"total\":7}");
    try (Router router = router(route -> route.check(SCHEMA));
        ChatStream stream =
            router.stream(
                ChatRequest.of("Hi"), CallOptions.builder().streamRecovery(recovery).build())) {
      List<ChatEvent> events = new ArrayList<>();
      stream.forEach(events::add);

      assertThat(events)
          .contains(
              new ChatEvent.Switched(
                  LaneId.of("acme/a"), LaneId.of("acme/b"), StreamRecovery.RESTART));
      assertThat(stream.reply().text()).isEqualTo("{\"total\":7}");
      assertThat(world.acme.calls("b").get(0).request().messages()).hasSize(1);
    }
  }

  @Test
  void a_stream_that_does_not_pass_is_broken_where_nobody_may_begin_anew() {
    world.model("a").answers("I cannot");
    world.model("b").answers("{\"total\":7}");
    try (Router router = router(route -> route.check(SCHEMA));
        ChatStream stream = router.stream(ChatRequest.of("Hi"), CallOptions.DEFAULT)) {
      assertThatThrownBy(stream::reply)
          .isInstanceOfSatisfying(
              RouterException.class,
              broken -> {
                assertThat(broken.reason()).isEqualTo(RouterException.Reason.BROKEN);
                assertThat(broken.textSoFar()).contains("I cannot");
              });
    }
  }

  @Test
  void the_house_style_comes_first_on_every_lane() {
    world.model("a").breaks();
    world.model("b").answers("b");
    try (Router router = router(route -> route.houseStyle("Speak like a pilot."))) {
      world.finish(router, interactive(10));

      assertThat(world.acme.calls()).hasSize(2);
      for (ScriptedCall call : world.acme.calls()) {
        assertThat(call.request().messages().get(0).role()).isEqualTo(Role.SYSTEM);
        assertThat(call.request().messages().get(0).text()).isEqualTo("Speak like a pilot.");
        assertThat(call.request().messages()).hasSize(2);
      }
    }
  }

  @Test
  void a_conversation_that_had_to_move_stays_where_it_went() {
    world.model("a").breaks().times(1).answers("a");
    world.model("b").answers("b");
    CallOptions talk = CallOptions.builder().session("talk").build();
    try (Router router = router(route -> {})) {
      assertThat(world.finish(router, talk).text()).isEqualTo("b");
      world.time.advance(Duration.ofMinutes(5));
      assertThat(world.finish(router, interactive(10)).text()).isEqualTo("a");
      assertThat(world.finish(router, talk).text()).isEqualTo("b");
    }
  }
}
