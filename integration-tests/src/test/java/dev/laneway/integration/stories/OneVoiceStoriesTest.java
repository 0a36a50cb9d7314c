package dev.laneway.integration.stories;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.Attempt;
import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.LaneId;
import dev.laneway.api.ProviderFailure;
import dev.laneway.core.Router;
import dev.laneway.core.RouterBuilder;
import dev.laneway.testkit.RecordedVendor;
import dev.laneway.testkit.VendorReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The tone stays when models switch, and what a vendor cannot do is told. */
class OneVoiceStoriesTest {

  private static final String STYLE = "You are the desk of a small hotel. Two sentences at most.";

  private static final String OPENAI_ANSWER =
      """
      {"id":"c1","object":"chat.completion","model":"m","choices":[{"index":0,
        "message":{"role":"assistant","content":"Welcome."},"finish_reason":"stop"}],
       "usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10}}""";

  private static final String GEMINI_ANSWER =
      """
      {"candidates":[{"content":{"role":"model","parts":[{"text":"Welcome."}]},
        "finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":7,"candidatesTokenCount":3}}""";

  private final Map<String, RecordedVendor> vendors = new TreeMap<>();

  @AfterEach
  void closeVendors() {
    vendors.values().forEach(RecordedVendor::close);
  }

  private RecordedVendor vendor(String id) {
    return requireNonNull(vendors.get(id), id);
  }

  /** A route over one lane of each protocol, in this order, each at a vendor of its own. */
  private Router router(String... providers) {
    RouterBuilder builder = Router.builder().grace(Duration.ZERO);
    List<String> lanes = new ArrayList<>();
    for (String id : providers) {
      RecordedVendor vendor = RecordedVendor.start().replies(VendorReply.json(503, "{}"));
      vendors.put(id, vendor);
      builder.account(
          id,
          account -> {
            account.baseUrl(vendor.url("/v1"));
            if (!id.equals("ollama")) {
              account.apiKey("test-key");
            }
          });
      builder.lane(id + "/m");
      lanes.add(id + "/m");
    }
    return builder
        .route("default", route -> route.fallback(lanes.toArray(new String[0])).houseStyle(STYLE))
        .build();
  }

  @Test
  void the_house_style_reaches_every_vendor_in_its_own_words() {
    try (Router router = router("gemini", "groq", "ollama", "openai-compat")) {
      vendor("openai-compat").nowReplies(VendorReply.json(200, OPENAI_ANSWER));
      ChatReply reply = router.chat(ChatRequest.of("Is breakfast included?"));

      assertThat(reply.text()).isEqualTo("Welcome.");
      assertThat(reply.receipt().attempts()).hasSize(4);
      vendors.forEach(
          (id, vendor) -> {
            String sent = vendor.lastRequest().bodyText();
            assertThat(sent).describedAs(id).containsOnlyOnce(STYLE);
            if (!id.equals("gemini")) { // which has a place of its own for it
              assertThat(sent.indexOf(STYLE)).isLessThan(sent.indexOf("breakfast"));
            } else {
              assertThat(sent).contains("\"systemInstruction\"");
            }
          });
    }
  }

  private static ChatRequest withTopK() {
    return ChatRequest.builder().user("Is breakfast included?").topK(40).build();
  }

  @Test
  void a_parameter_that_a_vendor_does_not_know_is_dropped_with_a_note() {
    try (Router router = router("groq", "gemini")) {
      vendor("groq").nowReplies(VendorReply.json(200, OPENAI_ANSWER));
      ChatReply reply = router.chat(withTopK());

      assertThat(reply.receipt().lane()).contains(LaneId.of("groq/m"));
      assertThat(reply.receipt().notes())
          .anySatisfy(note -> assertThat(note).contains("groq/m", "topK", "dropped"));
      assertThat(vendor("groq").lastRequest().bodyText()).doesNotContain("top_k");
    }
  }

  @Test
  void a_strict_call_passes_over_a_vendor_that_would_drop_it() {
    try (Router router = router("groq", "gemini")) {
      vendor("gemini").nowReplies(VendorReply.json(200, GEMINI_ANSWER));
      ChatReply reply = router.chat(withTopK(), CallOptions.builder().strict(true).build());

      assertThat(reply.receipt().lane()).contains(LaneId.of("gemini/m"));
      assertThat(vendor("groq").requests()).isEmpty();
      assertThat(vendor("gemini").lastRequest().bodyText()).contains("\"topK\":40");
      Attempt passedOver = reply.receipt().attempts().get(0);
      assertThat(passedOver.failure().orElseThrow())
          .isInstanceOfSatisfying(
              ProviderFailure.Rejected.class,
              rejected -> assertThat(rejected.detail()).contains("topK", "strict"));
    }
  }
}
