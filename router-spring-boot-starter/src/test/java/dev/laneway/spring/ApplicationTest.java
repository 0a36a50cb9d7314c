package dev.laneway.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.ChatRequest;
import dev.laneway.api.ChatStream;
import dev.laneway.core.Router;
import dev.laneway.testkit.RecordedVendor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A started application between a client and a vendor, all over real HTTP. */
class ApplicationTest {

  private static final RecordedVendor vendor = RecordedVendor.start();
  private static final HttpClient http = HttpClient.newHttpClient();
  private static final Map<String, Object> settings = new HashMap<>();
  private static ConfigurableApplicationContext context;

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(Chat.class)
  static class Application {}

  @RestController
  static class Chat {

    private final Router router;

    Chat(Router router) {
      this.router = router;
    }

    @GetMapping("/ask")
    String ask(@RequestParam("q") String question) {
      return router.ask(question);
    }

    @GetMapping("/stream")
    String stream(@RequestParam("q") String question) {
      StringBuilder text = new StringBuilder();
      try (ChatStream stream = router.stream(ChatRequest.of(question))) {
        stream.forEachText(text::append);
      }
      return text.toString();
    }
  }

  @BeforeAll
  static void start() {
    settings.put("server.port", "0");
    settings.put("management.endpoints.web.exposure.include", "health,laneway,prometheus");
    settings.put("management.endpoint.laneway.access", "UNRESTRICTED");
    settings.put("management.endpoint.health.show-details", "always");
    settings.put("management.prometheus.metrics.export.enabled", "true");
    settings.put("management.health.redis.enabled", "false");
    settings.put("laneway.accounts.openai.api-key", "sk-secret-1");
    settings.put("laneway.accounts.openai.base-url", vendor.url("/v1").toString());
    settings.put("laneway.lanes[0].id", "openai/small");
    settings.put("laneway.lanes[0].quota.requests-per-minute", "100");
    settings.put("laneway.lanes[0].price.input", "1");
    settings.put("laneway.lanes[0].price.output", "2");
    settings.put("laneway.budget.per-day", "5.00");
    SpringApplication application = new SpringApplication(Application.class);
    application.setDefaultProperties(Map.of("spring.main.banner-mode", "off"));
    application.addInitializers(
        fresh ->
            fresh
                .getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", settings)));
    context = application.run();
  }

  @AfterAll
  static void stop() {
    context.close();
    vendor.close();
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(at(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> act(String json) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(at("/actuator/laneway"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static URI at(String path) {
    return URI.create(
        "http://localhost:" + context.getEnvironment().getProperty("local.server.port") + path);
  }

  @Test
  void a_question_goes_to_the_vendor_and_is_measured() throws Exception {
    vendor.nowReplies(Replies.text("from the vendor"));
    assertThat(get("/ask?q=hi").body()).isEqualTo("from the vendor");
    String scraped = get("/actuator/prometheus").body();
    assertThat(scraped)
        .contains("gen_ai_client_operation_duration_seconds_bucket")
        .contains("gen_ai_client_token_usage_tokens_bucket")
        .containsPattern(
            "gen_ai_client_token_usage_tokens_sum\\{[^}]*gen_ai_provider_name=\"openai\"[^}]*"
                + "gen_ai_token_type=\"input\"")
        .contains("gen_ai_response_model=\"small-2026-01-01\"")
        .contains("server_address=\"127.0.0.1\"")
        .contains("le=\"81.92\"")
        .contains("le=\"6.7108864E7\"")
        .contains("laneway_pool_left{")
        .contains("laneway_lane_ready{lane=\"openai/small\"} 1.0")
        .contains("laneway_budget_left_usd{")
        .doesNotContain("sk-secret");
  }

  @Test
  void a_stream_is_measured_piece_by_piece() throws Exception {
    vendor.nowReplies(Replies.stream("one ", "two ", "three"));
    assertThat(get("/stream?q=hi").body()).isEqualTo("one two three");
    assertThat(get("/actuator/prometheus").body())
        .contains("gen_ai_client_operation_time_to_first_chunk_seconds_bucket")
        .contains("gen_ai_client_operation_time_per_output_chunk_seconds_bucket");
  }

  @Test
  void health_and_the_endpoint_tell_what_the_router_knows_without_a_call() throws Exception {
    int before = vendor.requests().size();
    assertThat(get("/actuator/health").body())
        .contains("\"laneway\"", "\"default\":\"usable\"", "\"openai/small\":\"ready\"");
    assertThat(get("/actuator/laneway").body())
        .contains("\"lane\":\"openai/small\"", "\"limit\":\"100 requests", "\"budget\":\"$5")
        .doesNotContain("sk-secret");
    assertThat(vendor.requests()).hasSize(before);
  }

  @Test
  void a_lane_is_drained_checked_and_resumed_by_hand() throws Exception {
    assertThat(act("{\"action\": \"drain\", \"lane\": \"openai/small\"}").statusCode())
        .isEqualTo(200);
    assertThat(get("/actuator/health").statusCode()).isEqualTo(503);
    assertThat(act("{\"action\": \"resume\", \"lane\": \"openai/small\"}").statusCode())
        .isEqualTo(200);
    assertThat(get("/actuator/health").statusCode()).isEqualTo(200);
    vendor.nowReplies(Replies.text("OK"));
    assertThat(act("{\"action\": \"check\", \"lane\": \"openai/small\"}").body())
        .contains("\"well\":true");
    assertThat(act("{\"action\": \"check\", \"lane\": \"openai/large\"}").statusCode())
        .isEqualTo(400);
    assertThat(act("{\"action\": \"drain\"}").body())
        .isEqualTo("{\"refused\":\"lane must be one of [openai/small], was not given\"}");
    HttpResponse<String> dance = act("{\"action\": \"dance\"}");
    assertThat(dance.statusCode()).isEqualTo(400);
    assertThat(dance.body())
        .isEqualTo("{\"refused\":\"action must be drain, resume, check or refresh, was 'dance'\"}");
  }

  @Test
  void the_last_failure_of_a_lane_is_told() throws Exception {
    vendor.nowReplies(Replies.overloaded()).replies(Replies.text("at last"));
    assertThat(get("/ask?q=hi").body()).isEqualTo("at last");
    assertThat(get("/actuator/laneway").body())
        .contains(
            "\"lastFailure\":{\"kind\":\"UNAVAILABLE\",\"status\":503,"
                + "\"detail\":\"too much to do\",\"at\":\"");
  }

  @Test
  void a_check_tells_what_is_wrong_with_a_lane() throws Exception {
    vendor.nowReplies(Replies.overloaded());
    assertThat(act("{\"action\": \"check\", \"lane\": \"openai/small\"}").body())
        .contains("\"well\":false", "UNAVAILABLE");
    vendor.nowReplies(Replies.text("OK"));
    assertThat(context.getBean(Router.class).check("openai/small").isWell()).isTrue();
  }

  @Test
  void changed_settings_are_taken_over_while_the_application_runs() throws Exception {
    vendor.nowReplies(Replies.text("ok"));
    settings.put("laneway.lanes[0].quota.requests-per-minute", "50");
    settings.put("laneway.routes.extra.lanes", "openai/small");
    context.publishEvent(new RouterRefreshEvent(this));
    assertThat(get("/actuator/laneway").body())
        .contains("\"limit\":\"50 requests", "\"route\":\"extra\"");
    assertThat(get("/actuator/prometheus").body()).contains("limit=\"50 requests");
    settings.put("laneway.routes.extra.lanes", "openai/unknown");
    assertThat(act("{\"action\": \"refresh\"}").statusCode()).isEqualTo(400);
    settings.put("laneway.routes.extra.lanes", "openai/small");
    assertThat(act("{\"action\": \"refresh\"}").statusCode()).isEqualTo(200);
    assertThat(get("/ask?q=hi").body()).isEqualTo("ok");
  }

  @Test
  void spring_clouds_own_refresh_is_enough() throws Exception {
    settings.put("laneway.lanes[0].quota.requests-per-minute", "70");
    context.publishEvent(
        new EnvironmentChangeEvent(context, Set.of("laneway.lanes[0].quota.requests-per-minute")));
    assertThat(get("/actuator/laneway").body()).contains("\"limit\":\"70 requests");
  }

  @Test
  void a_refresh_refuses_what_the_start_would_have_refused() throws Exception {
    refusesToTakeOver("laneway.lanez", "openai/small", "lanez");
    refusesToTakeOver("laneway.max-waiting", "many", "max-waiting", "many");
    refusesToTakeOver("laneway.lanes[0].weight", "-1", "weight", "-1");
  }

  private static void refusesToTakeOver(String name, String value, String... words)
      throws Exception {
    settings.put(name, value);
    HttpResponse<String> told = act("{\"action\": \"refresh\"}");
    settings.remove(name);
    assertThat(told.statusCode()).isEqualTo(400);
    assertThat(told.body()).contains(words);
    assertThat(act("{\"action\": \"refresh\"}").statusCode()).isEqualTo(200);
  }
}
