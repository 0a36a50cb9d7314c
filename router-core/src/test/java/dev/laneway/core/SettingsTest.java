package dev.laneway.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laneway.api.Budget;
import dev.laneway.testkit.ManualTime;
import dev.laneway.testkit.ScriptedProvider;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Wrong settings are refused whole, and the message names setting, value and rule. */
class SettingsTest {

  private final World world = new World();

  private static void refused(RouterBuilder builder, String... words) {
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void no_lane_at_all() {
    refused(world.builder(), "lanes must not be empty");
  }

  @Test
  void an_unknown_provider_names_those_found() {
    refused(world.builder().account("nobody").lane("nobody/x"), "nobody", "acme");
  }

  @Test
  void an_undeclared_account_is_named_with_its_lane() {
    ScriptedProvider keyed = ScriptedProvider.create();
    refused(
        world.builder().provider(new KeyedFactory("keyed", keyed)).lane("keyed/x"),
        "lane 'keyed/x' needs account 'keyed'");
  }

  @Test
  void a_missing_key_names_the_account_and_the_usual_variable() {
    ScriptedProvider keyed = ScriptedProvider.create();
    refused(
        world
            .builder()
            .provider(new KeyedFactory("keyed", keyed))
            .account("keyed", a -> a.apiKey(null))
            .lane("keyed/x"),
        "apiKey of account 'keyed' must not be blank",
        "KEYED_API_KEY");
  }

  @Test
  void a_key_that_cannot_be_one_is_told_once_and_not_shown() {
    ScriptedProvider keyed = ScriptedProvider.create();
    assertThatThrownBy(
            world
                    .builder()
                    .provider(new KeyedFactory("keyed", keyed))
                    .account("keyed", a -> a.apiKey("sk-1\nsk-2"))
                    .lane("keyed/x")
                ::build)
        .hasMessage(
            "account 'keyed': apiKey must be printable ASCII without white space,"
                + " was not at character 5 of 9");
  }

  @Test
  @SuppressWarnings("NullAway") // what getenv gives is not checked
  void a_header_without_a_value_is_named() {
    refused(
        world
            .builder()
            .account("acme", a -> a.header("X-Team", System.getenv("NOT_SET_ANYWHERE")))
            .lane("acme/a"),
        "account 'acme': header 'X-Team' must have a value");
  }

  @Test
  void an_unknown_lane_in_a_route() {
    refused(
        world.builder().lane("acme/a").route("fast", r -> r.fallback("acme/b")),
        "route 'fast' names lane 'acme/b'",
        "acme/a");
  }

  @Test
  void duplicates() {
    refused(world.builder().lane("acme/a").lane("acme/a"), "lane 'acme/a' must be declared once");
    refused(
        world.builder().lane("acme/a").route("r", r -> r.fallback("acme/a", "acme/a")),
        "names lane 'acme/a' twice");
  }

  @Test
  void an_empty_route() {
    refused(world.builder().lane("acme/a").route("r", r -> r.fallback()), "lanes of route 'r'");
  }

  @Test
  void negative_figures() {
    refused(
        world.builder().lane("acme/a", l -> l.quota(q -> q.requestsPerMinute(-1))),
        "quota of lane 'acme/a'",
        "must not be negative, was -1");
    refused(
        world.builder().lane("acme/a", l -> l.weight(0)),
        "lane 'acme/a': weight must be at least 1, was 0");
    refused(
        world.builder().lane("acme/a", l -> l.price("-1", "2")),
        "lane 'acme/a': price must not be negative, was -1 in and 2 out");
  }

  @Test
  void embedding_lanes_of_two_models_in_one_route() {
    refused(
        world
            .builder()
            .lane("acme/one-embed")
            .lane("acme/two-embed")
            .route("vectors", r -> r.roundRobin("acme/one-embed", "acme/two-embed")),
        "embedding lanes of one model");
  }

  @Test
  void a_picker_or_a_budget_for_what_nobody_declared() {
    refused(
        world.builder().lane("acme/a").picker(RoutePicker.forTask("legal", "smart")),
        "picker names route 'smart', declared are []");
    refused(
        world.builder().lane("acme/a").budget(Budget.perDay("1").forLane("acme/b")),
        "budget names lane 'acme/b', declared are [acme/a]");
    refused(
        world.builder().lane("acme/a").budget(Budget.perDay("1").forAccount("acme@spare")),
        "budget names account 'acme@spare', declared are [acme]");
    refused(
        world.builder().lane("acme/a").budget(Budget.perDay("1").forProvider("acne")),
        "budget names provider 'acne', declared are [");
    refused(
        world.builder().lane("acme/a").budget(Budget.perDay("1").forRoute("smart")),
        "budget names route 'smart', declared are []");
  }

  @Test
  void an_id_that_is_none() {
    refused(
        world.builder().account("Acme").lane("acme"),
        "provider must be lower-case letters, digits, '.', '_' or '-', was 'Acme'",
        "lane must be provider[@account]/model, was 'acme'");
  }

  @Test
  void an_unknown_pool() {
    refused(world.builder().lane("acme/a", l -> l.pool("free")), "draws on pool 'free'");
  }

  @Test
  void an_address_that_is_none() {
    refused(
        world
            .builder()
            .account("acme", a -> a.baseUrl(URI.create("ftp://example.org")))
            .lane("acme/a"),
        "baseUrl must be an http or https address");
  }

  @Test
  void everything_that_is_wrong_is_said_at_once() {
    refused(
        world
            .builder()
            .lane("acme/a", l -> l.weight(-3))
            .route("r", r -> r.fallback("acme/zzz"))
            .maxWaiting(0),
        "weight",
        "acme/zzz",
        "maxWaiting must be positive, was 0");
  }

  private static final String CONFIG =
      """
      {"laneway": {
        "accounts": {"acme": {"api-key": "${ACME_KEY}"}},
        "lanes": [{"id": "acme/a", "quota": {"requests-per-minute": 2}, "weight": 3}, "acme/b"],
        "routes": {"default": {"strategy": "fallback", "lanes": ["acme/a", "acme/b"]}},
        "budget": {"per-day": "5.00"},
        "cache": {"time-to-live": "10m", "maximum-bytes": "64MB"}
      }}
      """;

  @Test
  void the_same_settings_come_from_json() {
    world.model("a").answers("a");
    RouterBuilder builder = world.builder();
    ConfigFile.of(CONFIG, "test", Map.of("ACME_KEY", "secret-1")).applyTo(builder);
    try (Router router = builder.build()) {
      assertThat(router.status().budgets().get(0).budget()).isEqualTo(Budget.perDay("5.00"));
      assertThat(router.status().pools().get(0).limits().get(0).amount()).isEqualTo(2);
    }
  }

  @Test
  void wrong_json_says_where() {
    assertThatThrownBy(() -> ConfigFile.of("{\"lanes\": [", "f.json", Map.of()))
        .hasMessageContaining("f.json")
        .hasMessageContaining("line 1");
    RouterBuilder builder = world.builder();
    assertThatThrownBy(() -> ConfigFile.of("{\"lames\": []}", "f.json", Map.of()).applyTo(builder))
        .hasMessageContaining("lames is unknown");
  }

  @Test
  void an_empty_environment_says_what_was_looked_for() {
    assertThatThrownBy(() -> FromEnvironment.builder(Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "no lane was found: there is no provider; add the jar of one, such as"
                + " dev.laneway:provider-groq");
    KeyedFactory keyed = new KeyedFactory("keyed", ScriptedProvider.under(new ManualTime()));
    assertThatThrownBy(() -> Router.builder().provider(keyed).environment(Map.of()))
        .hasMessageContaining("set one of [KEYED_API_KEY and LANEWAY_KEYED_MODEL]");
  }

  @Test
  void a_key_of_a_vendor_without_a_usual_model_needs_the_name_of_one() {
    ScriptedProvider provider = ScriptedProvider.under(new ManualTime());
    Map<String, String> environment = new HashMap<>(Map.of("KEYED_API_KEY", "secret-1\n"));
    assertThatThrownBy(
            () ->
                Router.builder()
                    .provider(new KeyedFactory("keyed", provider))
                    .environment(environment))
        .hasMessageContaining("KEYED_API_KEY is set, but LANEWAY_KEYED_MODEL is not");
    environment.put("LANEWAY_KEYED_MODEL", " large\n");
    try (Router router =
        Router.builder()
            .provider(new KeyedFactory("keyed", provider))
            .environment(environment)
            .build()) {
      assertThat(router.status().lanes())
          .extracting(lane -> lane.lane().toString())
          .containsExactly("keyed/large");
    }
  }

  @Test
  void a_model_that_is_named_for_nobody_is_told() {
    KeyedFactory keyed = new KeyedFactory("keyed", ScriptedProvider.under(new ManualTime()));
    Map<String, String> environment =
        Map.of("LANEWAY_KEYD_MODEL", "large", "LANEWAY_KEYED_MODEL", "large");
    assertThatThrownBy(() -> Router.builder().provider(keyed).environment(environment))
        .hasMessageContaining("LANEWAY_KEYD_MODEL names none of the providers that are there")
        .hasMessageContaining("LANEWAY_KEYED_MODEL is set, but KEYED_API_KEY is not");
  }

  @Test
  void two_vendors_may_share_the_name_of_a_variable() {
    ScriptedProvider vendor = ScriptedProvider.under(new ManualTime());
    assertThatThrownBy(
            () ->
                Router.builder()
                    .provider(vendor.asFactory("a-b"))
                    .provider(vendor.asFactory("a_b"))
                    .environment(Map.of("LANEWAY_A_B_MODEL", "large")))
        .hasMessageContaining("no lane was found");
  }

  @Test
  void a_local_vendor_is_asked_for_the_model_that_is_named() {
    ScriptedProvider local = ScriptedProvider.under(new ManualTime());
    local.model("first").answers("x");
    local.model("second").answers("x");
    try (Router router =
        Router.builder()
            .provider(local.asFactory("ollama"))
            .environment(Map.of("LANEWAY_OLLAMA_MODEL", "second"))
            .build()) {
      assertThat(router.status().lanes())
          .extracting(lane -> lane.lane().toString())
          .containsExactly("ollama/second");
    }
  }

  @Test
  void free_tier_limits_are_known_where_they_are_asked_for() {
    ManualTime time = new ManualTime();
    ScriptedProvider gemini = ScriptedProvider.under(time);
    gemini.anyModel().answers("ok");
    try (Router router =
        Router.builder()
            .provider(gemini.asFactory("gemini"))
            .timeSource(time)
            .grace(Duration.ZERO)
            .account("gemini", AccountSettings::freeTier)
            .lane("gemini/gemini-3.8-flash")
            .build()) {
      assertThat(router.status().pools().get(0).limits())
          .extracting(RouterStatus.LimitStatus::limit)
          .contains("5 requests per fixed minute", "20 requests per day (America/Los_Angeles)");
    }
  }
}
