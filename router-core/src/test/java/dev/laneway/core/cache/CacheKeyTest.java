package dev.laneway.core.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.AccountId;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.LaneId;
import dev.laneway.api.Message;
import dev.laneway.api.Part;
import dev.laneway.api.Role;
import dev.laneway.api.VendorState;
import dev.laneway.core.quota.Demand;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is looked up by content, with hashes and equality written by hand. */
class CacheKeyTest {

  private static ChatRequest request(String system, String user, long seed, String state) {
    return ChatRequest.builder()
        .system(system)
        .message(
            new Message(Role.USER, List.of(new Part.Text(user, new VendorState("gemini", state)))))
        .seed(seed)
        .build();
  }

  private static CacheKey key(String system, String user, long seed, String state, String route) {
    return new CacheKey(request(system, user, seed, state), route, "");
  }

  /** A copy in which no text is the same object. */
  private static String copy(String text) {
    return String.join("", text.substring(0, 1), text.substring(1));
  }

  private static void isFoundAgain(Supplier<?> made) {
    assertThat(made.get()).isEqualTo(made.get()).hasSameHashCodeAs(made.get());
  }

  @Test
  void equal_content_made_anew_is_found_again() {
    isFoundAgain(() -> key(copy("brief"), copy("hello"), 7, copy("{}"), copy("chat")));
    isFoundAgain(() -> LaneId.of(copy("groq@work/openai/gpt-oss-20b")));
    isFoundAgain(() -> new Demand(250, 60, 100));
    isFoundAgain(() -> AccountId.of(copy("groq@work")));
  }

  @Test
  void whatever_differs_makes_another_key() {
    assertThat(
            Set.of(
                key("brief", "hello", 7, "{}", "chat"),
                key("long", "hello", 7, "{}", "chat"),
                key("brief", "bye", 7, "{}", "chat"),
                key("brief", "hello", 8, "{}", "chat"),
                key("brief", "hello", 7, "[]", "chat"),
                key("brief", "hello", 7, "{}", "other"),
                new CacheKey(request("brief", "hello", 7, "{}"), "chat", "acme")))
        .hasSize(7);
    assertThat(Set.of(new Demand(9, 60, 100), new Demand(8, 60, 100), new Demand(9, 61, 100)))
        .hasSize(3)
        .doesNotContain(new Demand(9, 60, 101));
    assertThat(AccountId.of("groq")).isNotEqualTo(AccountId.of("groq@work"));
    assertThat(AccountId.of("groq@work")).isNotEqualTo(AccountId.of("gemini@work"));
    assertThat(LaneId.of("groq/a")).isNotEqualTo(LaneId.of("groq/b"));
    assertThat(LaneId.of("groq/a")).isNotEqualTo(LaneId.of("groq@work/a"));
  }

  @Test
  void calls_that_differ_in_a_seed_alone_do_not_crowd_one_place() {
    Set<Integer> hashes = new HashSet<>();
    for (long seed = 0; seed < 1_000; seed++) {
      hashes.add(key("brief", "hello", seed, "{}", "chat").hashCode());
    }
    assertThat(hashes).hasSizeGreaterThan(900);
  }
}
