package com.example.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.Submission;
import dev.laneway.core.Router;
import dev.laneway.testkit.RecordedVendor;
import dev.laneway.testkit.VendorReply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The application of the page, between a client and vendors over real HTTP. */
class SupportApplicationTest {

  private static final RecordedVendor vendor = RecordedVendor.start();
  private static final HttpClient http = HttpClient.newHttpClient();
  private static ConfigurableApplicationContext context;

  @BeforeAll
  static void start() {
    context =
        new SpringApplicationBuilder(SupportApplication.class)
            .run(
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--laneway.accounts.groq.base-url=" + vendor.url("/openai/v1"),
                "--laneway.accounts.[groq@spare].base-url=" + vendor.url("/openai/v1"),
                "--laneway.accounts.gemini.base-url=" + vendor.url());
  }

  @AfterAll
  static void stop() {
    context.close();
    vendor.close();
  }

  private static URI at(String path) {
    return URI.create(
        "http://localhost:" + context.getEnvironment().getProperty("local.server.port") + path);
  }

  private static String get(String path) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString()).body();
  }

  @Test
  void a_chat_is_streamed_to_the_client() throws Exception {
    vendor.nowReplies(
        VendorReply.sse(
            """
            data: {"id":"1","model":"m","choices":[{"index":0,"delta":{"content":"Good "},"finish_reason":null}]}

            data: {"id":"1","model":"m","choices":[{"index":0,"delta":{"content":"day"},"finish_reason":null}]}

            data: {"id":"1","model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            data: [DONE]

            """));
    HttpRequest request =
        HttpRequest.newBuilder(at("/chat?session=7"))
            .POST(HttpRequest.BodyPublishers.ofString("Hello"))
            .build();
    assertThat(http.send(request, BodyHandlers.ofString()).body()).isEqualTo("Good day");
    assertThat(vendor.lastRequest().bodyText()).contains("friendly help desk", "Hello");
    assertThat(get("/actuator/prometheus")).contains("gen_ai_provider_name=\"groq\"");
    assertThat(get("/actuator/health")).contains("UP");
    assertThat(get("/actuator/laneway")).contains("groq@spare/openai/gpt-oss-20b");
  }

  @Test
  void tickets_are_summed_up_at_night() throws Exception {
    vendor.nowReplies(
        VendorReply.json(
            200,
            """
            {"id": "2", "model": "m", "choices": [{"index": 0, "finish_reason": "stop",
             "message": {"role": "assistant", "content": "A rattle."}}],
             "usage": {"prompt_tokens": 9, "completion_tokens": 3, "total_tokens": 12}}
            """));
    context.getBean(Router.class).drain("gemini/gemini-3.8-flash"); // it speaks another language
    NightlySummaries nightly = context.getBean(NightlySummaries.class);
    for (Submission submission : nightly.sumUp()) {
      assertThat(submission.reply().get(30, TimeUnit.SECONDS).text()).isEqualTo("A rattle.");
    }
    assertThat(nightly.summaries).containsEntry("1", "A rattle.");
  }
}
