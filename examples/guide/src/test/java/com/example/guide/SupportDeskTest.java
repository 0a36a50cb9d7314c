package com.example.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.core.Router;
import dev.laneway.testkit.ManualTime;
import dev.laneway.testkit.ScriptedProvider;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SupportDeskTest {

  private final ManualTime time = new ManualTime();
  private final ScriptedProvider acme = ScriptedProvider.under(time);
  private final Router router =
      Router.builder()
          .provider(acme.asFactory("acme"))
          .timeSource(time)
          .executor(Runnable::run)
          .lane("acme/small")
          .lane("acme/spare")
          .route("default", r -> r.fallback("acme/small", "acme/spare"))
          .build();

  @Test
  void a_mail_is_classified_on_the_first_lane() {
    acme.model("small").answers("refund");
    assertThat(new SupportDesk(router).classify("Money back!")).isEqualTo("refund");
    assertThat(acme.calls("small").get(0).request().maxOutputTokens()).hasValue(5);
  }

  @Test
  void a_broken_lane_is_passed_over() {
    acme.model("small").isOverloaded();
    acme.model("spare").answers("refund");
    assertThat(new SupportDesk(router).classify("Money back!")).isEqualTo("refund");
  }

  @Test
  void a_shortage_longer_than_the_deadline_is_said_at_once() {
    acme.model("small").throttlesFor(Duration.ofMinutes(5));
    acme.model("spare").throttlesFor(Duration.ofMinutes(5));
    assertThat(new SupportDesk(router).classify("Money back!")).isEqualTo("later, LIMITED");
  }

  @Test
  void a_short_wait_is_waited_for_in_virtual_time() {
    acme.model("small").throttlesFor(Duration.ofSeconds(4)).answers("refund");
    acme.model("spare").throttlesFor(Duration.ofMinutes(5));
    CompletableFuture<ChatReply> reply = router.chatAsync(ChatRequest.of("Money back!"));
    assertThat(reply).isNotDone();
    time.advance(Duration.ofSeconds(4)); // takes no time at all
    assertThat(reply.join().text()).isEqualTo("refund");
    assertThat(reply.join().receipt().waited()).isEqualTo(Duration.ofSeconds(4));
  }
}
