package dev.laneway.core.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.LaneId;
import dev.laneway.api.Message;
import dev.laneway.api.Part;
import dev.laneway.api.Role;
import dev.laneway.api.StreamRecovery;
import dev.laneway.api.Tool;
import dev.laneway.api.ToolCall;
import dev.laneway.core.Router;
import dev.laneway.testkit.ManualTime;
import dev.laneway.testkit.ScriptedProvider;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnTest {

  private static final ChatRequest PLAIN = ChatRequest.of("Hi");
  private static final ChatRequest TOOLED =
      ChatRequest.builder().user("Hi").tool(Tool.of("weather", "The weather")).build();
  private static final CallOptions TOLD = CallOptions.DEFAULT;

  private final ManualTime time = new ManualTime();
  private final Router router =
      Router.builder()
          .provider(ScriptedProvider.under(time).asFactory("acme"))
          .timeSource(time)
          .lane("acme/small")
          .lane("acme/big")
          .route("default", r -> r.fallback("acme/small"))
          .route("a/slash", r -> r.fallback("acme/small", "acme/big"))
          .defaults(CallOptions.builder().tenant("usual").build())
          .build();

  @AfterEach
  void close() {
    router.close();
  }

  @Test
  void a_name_is_a_routes_or_else_a_lanes() {
    Turn turn = Turn.begun();
    assertThat(turn.options(router, TOLD, PLAIN, "fast").route()).isEqualTo("fast");
    assertThat(turn.options(router, TOLD, PLAIN, "a/slash").route()).isEqualTo("a/slash");
    CallOptions small = turn.options(router, TOLD, PLAIN, "acme/small");
    assertThat(small.lane()).contains(LaneId.of("acme/small"));
    assertThat(small.route()).isEqualTo("default");
    assertThat(turn.options(router, TOLD, PLAIN, "acme/big").route()).isEqualTo("a/slash");
    assertThat(turn.options(router, TOLD, PLAIN, "").route()).isEmpty();
  }

  @Test
  void calls_of_a_turn_share_a_session_that_the_reply_takes_along() {
    Turn turn = Turn.begun();
    String session = turn.options(router, TOLD, TOOLED, "").session();
    assertThat(session).isNotEmpty();
    Message asks =
        new Message(Role.ASSISTANT, List.of(new Part.ToolUse(ToolCall.of("c-1", "weather", "{}"))));
    Turn next = Turn.after(turn.keepsakeOf(asks));
    assertThat(next.options(router, TOLD, TOOLED, "").session()).isEqualTo(session);
    Turn another = Turn.after(Map.of());
    assertThat(another.options(router, TOLD, TOOLED, "").session()).isNotEqualTo(session);
  }

  @Test
  void calls_without_tools_and_sessions_of_the_application_are_left_alone() {
    assertThat(Turn.begun().options(router, TOLD, PLAIN, "").session()).isEmpty();
    CallOptions own = CallOptions.builder().session("conv-42").build();
    assertThat(Turn.begun().options(router, own, TOOLED, "").session()).isEqualTo("conv-42");
    assertThat(Turn.begun().keepsakeOf(Message.assistant("Hi"))).isEmpty();
  }

  @Test
  void no_stream_begins_again_behind_a_library_that_cannot_take_back() {
    CallOptions restart =
        CallOptions.builder().streamRecovery(StreamRecovery.RESTART).tenant("acme").build();
    CallOptions options = Turn.begun().options(router, restart, PLAIN, "");
    assertThat(options.streamRecovery()).isEqualTo(StreamRecovery.FAIL);
    assertThat(options.tenant()).isEqualTo("acme");
    assertThat(router.defaults().tenant()).isEqualTo("usual");
  }
}
