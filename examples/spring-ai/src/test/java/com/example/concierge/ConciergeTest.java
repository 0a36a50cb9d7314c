package com.example.concierge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.testkit.ChatCompletions;
import dev.laneway.testkit.RecordedVendor;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

class ConciergeTest {

  @Test
  void a_table_is_booked_with_a_tool_and_a_recommendation_is_streamed() {
    try (RecordedVendor vendor = RecordedVendor.start();
        ConfigurableApplicationContext context = start(vendor)) {
      Desk desk = context.getBean(Desk.class);
      vendor
          .replies(ChatCompletions.toolCall("call-1", "freeTables", "{\"persons\": 2}"))
          .replies(ChatCompletions.text("At 19:00 then."));
      assertThat(desk.book("A table for two")).isEqualTo("At 19:00 then.");
      assertThat(vendor.lastRequest().bodyText()).contains("19:00 and 21:30", "Be brief.");
      vendor.nowReplies(ChatCompletions.stream("The ", "fish."));
      assertThat(desk.recommend("What is good?").collectList().block(Duration.ofSeconds(20)))
          .containsExactly("The ", "fish.");
    }
  }

  private static ConfigurableApplicationContext start(RecordedVendor vendor) {
    SpringApplication application = new SpringApplication(ConciergeApplication.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    return application.run(
        "--laneway.spring-ai.chat.model=default",
        "--laneway.accounts.openai.base-url=" + vendor.url("/v1"),
        "--laneway.accounts.groq.base-url=" + vendor.url("/v1"));
  }
}
