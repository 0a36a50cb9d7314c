package dev.laneway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.spi.ApiKey;
import dev.laneway.provider.http.json.Json;
import dev.laneway.testkit.Fault;
import dev.laneway.testkit.FaultyVendor;
import dev.laneway.testkit.RecordedVendor;
import dev.laneway.testkit.VendorReply;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DoctorTest {

  static final VendorReply WELL =
      VendorReply.json(
          200,
          """
          {"id":"c1","object":"chat.completion","model":"m-1-of-today","choices":[{"index":0,
          "message":{"role":"assistant","content":"OK"},"finish_reason":"stop"}],
          "usage":{"prompt_tokens":5,"completion_tokens":1,"total_tokens":6}}
          """);

  private final Path folder;

  DoctorTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void a_lane_that_is_well_shows_key_address_model_and_limits() {
    try (FaultyVendor vendor =
        FaultyVendor.that(
            Fault.reply(
                WELL.header("x-ratelimit-limit-tokens", "8000")
                    .header("x-ratelimit-remaining-tokens", "7990")
                    .header("x-ratelimit-reset-tokens", "0.07s")))) {
      Run run = Run.of("doctor", "--config", Loopback.config(folder, "groq", vendor.url() + "/v1"));
      assertThat(run.err()).isEmpty();
      assertThat(run.code()).isZero();
      assertThat(run.out())
          .contains("well   groq/m-1")
          .contains(vendor.url() + "/v1, key " + ApiKey.of(Loopback.KEY).fingerprint())
          .contains("m-1-of-today after")
          .contains("7990 left of 8000 tokens per minute")
          .contains("All 1 lanes are well.")
          .doesNotContain(Loopback.KEY);
    }
  }

  static List<Arguments> faults() {
    return List.of(
        fault(
            error(401, "Incorrect API key provided", "invalid_api_key"),
            "unauthorized",
            "check the key"),
        fault(
            error(404, "The model `m-1` does not exist", "model_not_found"),
            "model_gone",
            "check the model's name"),
        fault(
            error(429, "Rate limit reached, try again in 7s", "rate_limit_exceeded"),
            "throttled",
            "free in PT7S"),
        fault(
            error(429, "You exceeded your current quota", "insufficient_quota"),
            "credit_spent",
            "add credit"),
        fault(error(503, "overloaded", "overloaded"), "unavailable", "the vendor may be down"),
        fault(
            error(400, "temperature is wrong", "bad_request"),
            "rejected",
            "check the model and the address"),
        fault(
            Fault.reply(VendorReply.of(200, "text/html", "<html>hello</html>")),
            "unreadable",
            "check the address"),
        fault(Fault.reset(), "unavailable", "check the address and the network"));
  }

  private static Fault error(int status, String message, String code) {
    return Fault.reply(
        VendorReply.json(
            status,
            "{\"error\":{\"message\":\"%s\",\"type\":\"%s\",\"code\":\"%s\"}}"
                .formatted(message, code, code)));
  }

  private static Arguments fault(Fault fault, String kind, String advice) {
    return Arguments.of(fault, kind, advice);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void each_kind_of_fault_says_what_to_do(Fault fault, String kind, String advice) {
    try (FaultyVendor vendor = FaultyVendor.that(fault)) {
      String config = Loopback.config(folder, vendor.url());
      Run people = Run.of("doctor", "--config", config);
      assertThat(people.code()).isEqualTo(1);
      assertThat(people.out()).contains("WRONG  openai-compat/m-1").contains(advice);
      Run programs = Run.of("doctor", "--json", "--config", config);
      assertThat(programs.code()).isEqualTo(1);
      Json lane = Json.parse(programs.out()).get("lanes").at(0);
      assertThat(lane.get("failure").text()).isEqualTo(kind);
      assertThat(lane.get("advice").text()).contains(advice);
      assertThat(programs.out() + people.out()).doesNotContain(Loopback.KEY);
    }
  }

  @Test
  void nobody_at_the_address_is_said() {
    try (FaultyVendor.Refusing nobody = new FaultyVendor.Refusing()) {
      Run run = Run.of("doctor", "--config", Loopback.config(folder, nobody.url()));
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.out()).contains("unavailable").contains("check the address and the network");
    }
  }

  @Test
  void one_wrong_lane_among_well_ones_is_counted() {
    try (RecordedVendor well = RecordedVendor.start();
        FaultyVendor wrong = FaultyVendor.that(error(401, "no", "invalid_api_key"))) {
      well.replies(WELL);
      String config =
          Loopback.write(
              folder,
              """
              {"accounts":{"openai-compat@a":{"api-key":"k1","base-url":"%s/v1"},
                           "openai-compat@b":{"api-key":"k2","base-url":"%s/v1"}},
               "lanes":["openai-compat@a/m","openai-compat@b/m"]}
              """
                  .formatted(well.url(), wrong.url()));
      Run run = Run.of("check", "--config", config);
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.out()).contains("1 of 2 lanes are in trouble.");
    }
  }
}
