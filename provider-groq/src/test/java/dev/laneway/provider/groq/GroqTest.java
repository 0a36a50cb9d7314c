package dev.laneway.provider.groq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.ChatRequest;
import dev.laneway.api.RateLimitReading;
import dev.laneway.api.Reasoning;
import dev.laneway.api.spi.ApiKey;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderContext;
import dev.laneway.api.spi.ProviderSettings;
import dev.laneway.testkit.Fault;
import dev.laneway.testkit.FaultyVendor;
import dev.laneway.testkit.ManualTime;
import dev.laneway.testkit.VendorReply;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GroqTest {

  private static final String ANSWER =
      "{\"choices\":[{\"message\":{\"content\":\"ok\"},\"finish_reason\":\"stop\"}]}";

  private final List<RateLimitReading> readings = new CopyOnWriteArrayList<>();
  private final List<String> notes = new CopyOnWriteArrayList<>();

  private String sent(VendorReply reply, ChatRequest request, String model) {
    try (FaultyVendor vendor = FaultyVendor.that(Fault.reply(reply));
        Provider groq =
            new GroqFactory()
                .create(
                    ProviderSettings.of("groq", ApiKey.of("gsk_test")).at(vendor.url()),
                    new ProviderContext(
                        new ManualTime(Instant.EPOCH), HttpClient.newHttpClient()))) {
      groq.chat(request, control(model)).orTimeout(20, TimeUnit.SECONDS).join();
      return vendor.visits().get(0).request().bodyText();
    }
  }

  private CallControl control(String model) {
    return new CallControl() {
      @Override
      public String model() {
        return model;
      }

      @Override
      public void observed(List<RateLimitReading> seen) {
        readings.addAll(seen);
      }

      @Override
      public void noted(String note) {
        notes.add(note);
      }
    };
  }

  private static ChatRequest thinking(Reasoning reasoning) {
    return ChatRequest.builder().user("hi").reasoning(reasoning).build();
  }

  @Test
  void requests_are_counted_by_the_day_and_tokens_by_the_minute() {
    sent(
        VendorReply.json(200, ANSWER)
            .header("x-ratelimit-limit-requests", "1000")
            .header("x-ratelimit-remaining-requests", "999")
            .header("x-ratelimit-reset-requests", "1m26.4s")
            .header("x-ratelimit-limit-tokens", "8000")
            .header("x-ratelimit-remaining-tokens", "7900")
            .header("x-ratelimit-reset-tokens", "130ms"),
        ChatRequest.of("hi"),
        "m");

    assertThat(readings).hasSize(2);
    assertThat(readings.get(0).window().length()).isEqualTo(Duration.ofDays(1));
    assertThat(readings.get(0).remaining()).isEqualTo(OptionalLong.of(999));
    assertThat(readings.get(0).resetIn()).contains(Duration.ofMillis(86_400));
    assertThat(readings.get(1).window().length()).isEqualTo(Duration.ofMinutes(1));
    assertThat(readings.get(1).resetIn()).contains(Duration.ofMillis(130));
  }

  @Test
  void each_family_of_models_hears_its_own_words_for_thinking() {
    List<String> bodies = new ArrayList<>();
    VendorReply reply = VendorReply.json(200, ANSWER);
    bodies.add(sent(reply, thinking(Reasoning.of(Reasoning.Effort.MAX)), "openai/gpt-oss-20b"));
    bodies.add(sent(reply, thinking(Reasoning.of(Reasoning.Effort.NONE)), "openai/gpt-oss-20b"));
    bodies.add(sent(reply, thinking(Reasoning.of(Reasoning.Effort.NONE)), "qwen/qwen3"));
    bodies.add(
        sent(reply, thinking(Reasoning.of(Reasoning.Effort.HIGH).withThoughts()), "qwen/qwen3"));

    assertThat(bodies.get(0)).contains("\"reasoning_effort\":\"high\"");
    assertThat(bodies.get(1)).contains("\"reasoning_effort\":\"low\"");
    assertThat(notes).singleElement().asString().contains("cannot switch");
    assertThat(bodies.get(2)).contains("\"reasoning_effort\":\"none\"");
    assertThat(bodies.get(3))
        .contains("\"reasoning_effort\":\"default\"", "\"reasoning_format\":\"parsed\"");
  }
}
