package com.example.librarian;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.core.Router;
import dev.laneway.testkit.ChatCompletions;
import dev.laneway.testkit.RecordedVendor;
import dev.laneway.testkit.VendorReply;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LibrarianTest {

  private final RecordedVendor vendor = RecordedVendor.start();
  private final Router router =
      Router.builder()
          .account("openai", a -> a.apiKey("k").baseUrl(vendor.url("/v1")))
          .lane("openai/small")
          .route("fast", r -> r.fallback("openai/small"))
          .interactivePatience(Duration.ofMillis(1))
          .build();

  @AfterEach
  void close() {
    router.close();
    vendor.close();
  }

  @Test
  void a_shelf_is_named() {
    vendor.replies(ChatCompletions.text("B 12"));
    assertThat(Librarian.over(router).shelfOf("Moby-Dick")).isEqualTo("B 12");
  }

  @Test
  void a_limit_is_the_exception_that_users_of_langchain4j_know() {
    vendor.replies(VendorReply.json(429, "{}").header("retry-after", "3600"));
    assertThat(Librarian.over(router).shelfOf("Moby-Dick")).isEqualTo("ask again later");
  }

  @Test
  void an_answer_is_streamed() throws Exception {
    vendor.replies(ChatCompletions.stream("B ", "12"));
    CompletableFuture<String> whole = new CompletableFuture<>();
    Librarian.streaming(router)
        .chat(
            "Moby-Dick",
            new StreamingChatResponseHandler() {
              @Override
              public void onCompleteResponse(ChatResponse response) {
                whole.complete(response.aiMessage().text());
              }

              @Override
              public void onError(Throwable error) {
                whole.completeExceptionally(error);
              }
            });
    assertThat(whole.get(20, TimeUnit.SECONDS)).isEqualTo("B 12");
  }
}
