package dev.laneway.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.ChatRequest;
import dev.laneway.api.ChatStream;
import dev.laneway.testkit.EventLog;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** What a subscriber meets that the vendor has no part in. */
class FrontOfStreamsTest {

  private static final String TEXT = "one two three";

  private final World world = new World();

  @Test
  void a_second_subscriber_is_refused_however_it_came_by_the_publisher() {
    world.model("a").answers(TEXT);
    try (Router router = world.fallback("a");
        ChatStream stream = router.stream(ChatRequest.of("Hi"))) {
      EventLog first = EventLog.askingForAll();
      EventLog second = EventLog.askingForAll();
      stream.publisher().subscribe(first);
      stream.publisher().subscribe(second);
      assertThat(first.reply().text()).isEqualTo(TEXT);
      assertThat(second.error()).hasMessageContaining("one subscriber");
    }
  }

  @Test
  void a_subscriber_is_told_the_end_although_the_executor_was_shut_down() {
    world.model("a").answers(TEXT);
    boolean[] shut = {false};
    try (Router router =
        world
            .builder()
            .lane("acme/a")
            .executor(
                task -> {
                  if (shut[0]) {
                    throw new RejectedExecutionException();
                  }
                  task.run();
                })
            .build()) {
      EventLog log = EventLog.askingForAll();
      ChatStream stream = router.stream(ChatRequest.of("Hi"));
      shut[0] = true;
      stream.publisher().subscribe(log);
      assertThat(log.reply().text()).isEqualTo(TEXT);
    }
  }
}
