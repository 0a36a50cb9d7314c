package dev.laneway.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.laneway.api.Budget;
import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.EmbeddingRequest;
import dev.laneway.api.RouterException;
import dev.laneway.api.Urgency;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A configuration can do what the builder can, and says in which setting it is wrong. */
class RouterConfigTest {

  private final World world = new World();

  /** What cannot be told by data: other code, or a setting that belongs to a single call. */
  private static final Map<Class<?>, Set<String>> NOT_DATA =
      Map.of(
          RouterBuilder.class,
          Set.of(
              "provider",
              "store",
              "listener",
              "observer",
              "executor",
              "timeSource",
              "random",
              "config",
              "lanesLater",
              "environment",
              "build"),
          CallOptions.Builder.class,
          Set.of("lane", "session", "build"));

  /** What a configuration calls by the plural, or by another word. */
  private static final Map<String, Set<String>> SAID_AS =
      Map.of(
          "account", Set.of("accounts"),
          "lane", Set.of("lanes"),
          "route", Set.of("routes"),
          "pool", Set.of("pools"),
          "picker", Set.of("pickers", "modelPicker"),
          "header", Set.of("headers"),
          "limit", Set.of("limits"),
          "bucket", Set.of("limits"),
          "tag", Set.of("tags"));

  private static final Set<String> STRATEGIES =
      Set.of(
          "fallback",
          "roundRobin",
          "weighted",
          "cheapest",
          "fastest",
          "leastLoaded",
          "mostHeadroom",
          "adaptive");

  @Test
  void a_configuration_knows_every_setting_of_the_builder() {
    assertKnows(RouterConfig.class, RouterBuilder.class);
    assertKnows(AccountConfig.class, AccountSettings.class);
    assertKnows(LaneConfig.class, LaneSettings.class);
    assertKnows(QuotaConfig.class, QuotaSettings.class);
    assertKnows(RouteConfig.class, RouteSettings.class);
    assertKnows(CacheConfig.class, CacheSettings.class);
    assertKnows(CallConfig.class, CallOptions.Builder.class);
  }

  private static void assertKnows(Class<? extends Record> config, Class<?> settings) {
    Set<String> known =
        Arrays.stream(config.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toSet());
    Set<String> unknown = new TreeSet<>();
    for (Method method : settings.getDeclaredMethods()) {
      String name = method.getName();
      boolean setting =
          Modifier.isPublic(method.getModifiers())
              && !method.isSynthetic()
              && !NOT_DATA.getOrDefault(settings, Set.of()).contains(name);
      if (!setting || (settings == RouteSettings.class && STRATEGIES.contains(name))) {
        continue;
      }
      boolean isKnown =
          known.contains(name) || known.containsAll(SAID_AS.getOrDefault(name, Set.of(name)));
      if (!isKnown) {
        unknown.add(name);
      }
    }
    assertThat(unknown).as("settings of %s without a place in %s", settings, config).isEmpty();
  }

  private static final String EVERYTHING =
      """
      {"accounts": {"acme": "${ACME_KEY}",
                    "acme@spare": {"api-key": "spare-1", "base-url": "https://acme.example", "project": "p",
                                   "headers": {"X-Title": "${TITLE}"}, "free-tier": true}},
       "pools": {"shared": {"requests-per-day": 100, "day-of": "America/Los_Angeles", "counting-refused": true,
                 "limits": [{"resource": "tokens", "amount": 900, "window": "fixed", "length": "30s",
                             "charge": "maximum-refunded"},
                            {"resource": "requests", "amount": 60, "length": "1m", "burst": 5}]}},
       "lanes": [{"id": "acme/a", "quota": {"requests-per-minute": 2, "tokens-per-minute": 1000}, "weight": 3,
                  "price": {"input": 0.1, "output": 0.4}, "context-window": 8000, "max-concurrency": 4,
                  "capabilities": ["chat", "stream", "tool-choice"], "pools": ["shared"],
                  "pace": {"start": "400ms", "input-per-second": 4000, "output-per-second": 80.5}},
                 {"id": "acme@spare/a", "free": true}, "acme/b"],
       "routes": {"default": {"strategy": "fallback", "lanes": ["acme/a", "acme/b"], "house-style": "Be brief.",
                              "check": "{\\"type\\": \\"object\\"}", "refused-goes-on": true, "downgrade": ["acme/b"]},
                  "large": {"lanes": ["acme/b"]}},
       "budget": {"per-day": "5.00", "in-all": 100},
       "budgets": [{"name": "spare", "amount": 1, "per": "month", "scope": "each-tenant", "hard": false},
                   {"amount": "0.5", "per": "hour", "scope": "tag", "value": "job=night", "zone": "Europe/Berlin"}],
       "pickers": [{"route": "large", "longer-than": 20, "for-task": "sum"}],
       "model-picker": {"asked-on": "large", "routes": {"default": "all", "large": "the rest"}},
       "cache": {"time-to-live": "10m", "maximum-bytes": "64MB", "tenants-share": true},
       "timeouts": {"first-content": "20s", "idle": "5s"},
       "defaults": {"urgency": "near-real-time", "deadline": "20s", "tenant": "app", "tags": {"a": "b"},
                    "max-cost": "0.01", "cache": "cached-only", "stream-recovery": "restart", "hedge": true},
       "strategy": "cheapest", "connect-timeout": "2s", "grace": "0s", "interactive-patience": "1s",
       "near-real-time-patience": "4s", "max-waiting": 50}
      """;

  @Test
  void every_setting_comes_from_json() {
    RouterBuilder builder =
        world
            .builder()
            .config(ConfigFile.of(EVERYTHING, "f.json", Map.of("ACME_KEY", "k-1", "TITLE", "t")));
    assertThat(builder.accounts.values())
        .first()
        .satisfies(account -> assertThat(account.apiKey().isPresent()).isTrue());
    assertThat(builder.defaults.urgency()).isEqualTo(Urgency.NEAR_REAL_TIME);
    assertThat(builder.defaults.deadline()).isEqualTo(Duration.ofSeconds(20));
    assertThat(builder.timeouts.idle()).isEqualTo(Duration.ofSeconds(5));
    assertThat(builder.timeouts.total()).isEqualTo(Duration.ofMinutes(10));
    assertThat(builder.budgets)
        .contains(
            Budget.perDay("5.00"), Budget.perMonth("1").forEachTenant().soft().named("spare"));
    try (Router router = builder.build()) {
      assertThat(router.status().pools())
          .filteredOn(pool -> pool.name().equals("shared"))
          .flatExtracting(RouterStatus.PoolStatus::limits)
          .hasSize(3);
      ChatRequest longer = ChatRequest.of("a prompt of more than twenty characters");
      assertThat(router.explain(longer, CallOptions.builder().task("sum").build()).route())
          .isEqualTo("large");
    }
  }

  @Test
  void calls_without_options_take_the_defaults() {
    world.model("a").answers("ok");
    try (Router router =
        world
            .builder()
            .lane("acme/a")
            .route("other", r -> r.fallback("acme/a"))
            .config(ConfigFile.of("{\"defaults\": {\"route\": \"other\"}}", "f.json", Map.of()))
            .build()) {
      assertThat(router.chatAsync(ChatRequest.of("hi")).join().receipt().route())
          .isEqualTo("other");
    }
  }

  @Test
  void a_strategy_of_ones_own_is_chosen_by_its_name() {
    world.model("a").answers("a");
    world.model("b").answers("b");
    try (Router router =
        world
            .builder()
            .strategy("last-first", (eligible, context) -> eligible.subList(1, 2))
            .config(
                ConfigFile.of(
                    "{\"lanes\": [\"acme/a\", \"acme/b\"], \"strategy\": \"last-first\"}",
                    "f.json",
                    Map.of()))
            .build()) {
      assertThat(router.chatAsync(ChatRequest.of("hi")).join().text()).isEqualTo("b");
    }
    assertThatThrownBy(() -> world.builder().lane("acme/a").strategy("lst-first").build())
        .hasMessageContaining("strategy must be one of [adaptive")
        .hasMessageContaining("was 'lst-first'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"lames": []}                                            | lames is unknown, there are [accounts
          {"lanes": [{"id": "acme/a", "wieght": 1}]}               | lanes[0].wieght is unknown
          {"lanes": [{"id": "acme/a", "weight": "many"}]}          | lanes[0].weight must be a whole number, was 'many'
          {"lanes": [{"id": "acme/a", "weight": 1.5}]}             | lanes[0].weight must be a whole number, was 1.5
          {"lanes": [{"weight": 1}]}                               | id of a lane is missing
          {"lanes": [{"id": "acme/a", "free": true, "price": {"input": 1, "output": 1}}]} | lane 'acme/a': free and price must not be told both
          {"lanes": "acme/a"}                                      | lanes must be a list, was 'acme/a'
          {"grace": "soon"}                                        | grace must be a duration such as 500ms, 10s, 5m, 2h or 1d, was 'soon'
          {"grace": "99999999999999999d"}                          | grace must be a duration such as 500ms, 10s, 5m, 2h or 1d, was '99999999999999999d'
          {"defaults": {"deadline": "99999d"}}                     | deadline must be positive and at most 36500 days
          {"lanes": [null]}                                        | lanes[0] must not be null
          {"routes": {"default": {"lanes": ["acme/z", null]}}}     | routes.default.lanes[1] must not be null
          {"pools": {"p": {"day-of": "Mars"}}}                     | pools.p.day-of must be a time zone
          {"defaults": {"urgency": "asap"}}                        | defaults.urgency must be one of [interactive, near-real-time, batch, optional], was 'asap'
          {"cache": {"maximum-bytes": "much"}}                     | cache.maximum-bytes must be a size such as 500KB or 64MB, was 'much'
          {"cache": {"maximum-bytes": "17179869184GB"}}            | cache.maximum-bytes must be a size such as 500KB or 64MB, was '17179869184GB'
          {"budget": {"per-day": "1e999999999"}}                   | budget.per-day: an amount must be below nine million dollars, was 1E+999999999
          {"lanes": [{"id": "acme/a", "price": {"input": 1e300, "output": 1}}]} | an amount must be below nine million dollars, was 1.0E+294
          {"budget": {"per-day": "some"}}                          | budget.per-day: amount of a budget must be a decimal number of dollars such as 5.00, was 'some'
          {"budget": {"per-year": 1}}                              | budget.per-year is unknown, there are [per-request, per-hour
          {"budgets": [{"amount": 1, "per": "day", "scope": "tag", "value": "x"}]} | must be name=value, was 'x'
          {"pickers": [{"route": "r"}]}                            | pickers[] for route 'r' needs a condition
          {"accounts": {"acme": {"api-key": ["sk-secret"]}}}       | accounts.acme.api-key must be text
          {"accounts": {"acme": "${NOT_THERE}"}}                   | accounts.acme.api-key is taken from ${NOT_THERE}, which is not set
          {"accounts": {"acme": "a", "acme": "b"}}                 | configuration 'f.json' must say each thing once, line 1
          {"accounts": {"acme": {"base-url": "a b"}}}              | accounts.acme.base-url must be an address such as https://host/v1, was 'a b'
          {"accounts": {"acme": {"base-url": "a b?sk-secret"}}}    | accounts.acme.base-url must be an address such as https://host/v1
          {"accounts": {"acme": {"base-url": "host:80/v1"}}}       | baseUrl must be an http or https address with a host, was 'host:80/v1'
          {"accounts": {"acme": {"base-url": "https://u:sk-secret @h"}}} | accounts.acme.base-url must be an address such as https://host/v1
          {"accounts": {"acme": {"free-tier": "sk-secret"}}}       | accounts.acme.free-tier must be true or false
          {"accounts": {"acme": "${ACME_KEY:none}"}}               | accounts.acme.api-key must name a variable as ${NAME}
          {"accounts": {"acme": "${ACME_KEY"}}                     | accounts.acme.api-key must name a variable as ${NAME}
          {"lanes": [{"id": "acme/a", "quota": {"requests-per-day": 99999999999999999999}}]} | lanes[0].quota.requests-per-day: Numeric value (99999999999999999999) out of range
          {"pickers": [{"route": "smart", "longer-than": 9}]}      | picker names route 'smart', declared are []
          {"budgets": [{"amount": 1, "per": "day", "scope": "provider", "value": "acne"}]} | budget names provider 'acne', declared are [acme
          {"budgets": [{"amount": 1, "per": "day", "scope": "account", "value": "acme@x"}]} | budget names account 'acme@x', declared are [acme]
          {"budgets": [{"amount": 1, "per": "day", "scope": "lane", "value": "acme/b"}]} | budget names lane 'acme/b', declared are [acme/z]
          {"budgets": [{"amount": 1, "per": "day", "scope": "route", "value": "smart"}]} | budget names route 'smart', declared are []
          {"lanes": ["acme"], "grace": "-"}                        | configuration 'f.json': grace must be a duration
          []                                                       | configuration 'f.json' must be a JSON object, was a JSON array
          ''                                                       | configuration 'f.json' must be a JSON object, was empty
          {"accounts": {"acme": {"base-url": "ftp://sk-secret@host/v1?sk-secret"}}} | with a host, was 'ftp://host/v1'
          """)
  void a_wrong_setting_is_named_with_its_value_and_the_rule(String json, String words) {
    assertThatThrownBy(
            () ->
                world
                    .builder()
                    .config(ConfigFile.of(json, "f.json", Map.of()))
                    .lane("acme/z")
                    .build())
        .hasMessageContaining(words)
        .extracting(Throwables::getStackTrace, STRING)
        .doesNotContain("sk-secret");
  }

  @Test
  void all_that_is_wrong_is_said_at_once() {
    String json =
        """
        {"accounts": {"Acme": "k"},
         "lanes": ["acme", {"id": "acme/a", "weight": -1}],
         "budget": {"per-year": 1, "per-day": "five"},
         "budgets": [{"amount": "two", "per": "day"}],
         "pickers": [{"route": "r"}],
         "timeouts": {"total": "0s"}}
        """;
    assertThatThrownBy(
            () -> world.builder().config(ConfigFile.of(json, "f.json", Map.of())).build())
        .message()
        .satisfies(said -> assertThat(said.split("; ")).hasSize(8));
  }

  @Test
  void a_file_may_begin_with_a_byte_order_mark() {
    assertThat(ConfigFile.of("\uFEFF{\"lanes\": [\"acme/a\"]}", "f.json", Map.of()).lanes())
        .hasSize(1);
  }

  @Test
  void what_is_null_is_not_told() {
    String json =
        """
        {"accounts": {"acme": null}, "lanes": [{"id": "acme/a", "weight": null}], "pools": null,
         "routes": {"default": null}, "budget": {"per-day": null}, "cache": null}
        """;
    try (Router router = world.builder().config(ConfigFile.of(json, "f.json", Map.of())).build()) {
      assertThat(router.status().budgets()).isEmpty();
      assertThat(router.status().lanes()).hasSize(1);
    }
  }

  @Test
  void a_file_that_is_not_there_or_not_one_is_named(@TempDir Path folder) {
    assertThatThrownBy(() -> ConfigFile.read(folder.resolve("no.json")))
        .hasMessageEndingWith("no.json' does not exist");
    assertThatThrownBy(() -> ConfigFile.read(folder))
        .hasMessage("configuration '" + folder + "' must be a file that can be read");
  }

  @Test
  void a_lane_that_nobody_declared_is_named_to_whoever_asks_for_it() {
    try (Router router = world.builder().lane("acme/a").build()) {
      CallOptions pinned = CallOptions.builder().lane("acme/b").build();
      assertThatThrownBy(() -> router.chat(ChatRequest.of("hi"), pinned))
          .isInstanceOf(RouterException.class)
          .hasMessageContaining("lane 'acme/b' is unknown, there are [acme/a]");
      assertThatThrownBy(() -> router.embed(EmbeddingRequest.of("hi"), pinned))
          .hasMessageContaining("lane 'acme/b' is unknown, there are [acme/a]");
      assertThatThrownBy(() -> router.embed(EmbeddingRequest.of("hi")))
          .hasMessageContaining("no lane makes vectors: declare one whose model does");
    }
  }

  @Test
  void a_placeholder_that_was_left_as_it_is_is_no_header_either() {
    AccountConfig account = new AccountConfig(null, null, Map.of("x-team", "${TEAM}"), null, null);
    assertThatThrownBy(
            () -> world.builder().account("acme", account::applyTo).lane("acme/a").build())
        .hasMessageContaining(
            "account 'acme': header x-team is taken from ${TEAM}, which is not set");
    AccountConfig partly = new AccountConfig("sk-${TEAM}-${A}", null, Map.of(), "p", null);
    assertThatThrownBy(
            () -> world.builder().account("acme", partly::applyTo).lane("acme/a").build())
        .hasMessage("account 'acme': api-key is taken from ${TEAM}, which is not set");
  }

  @Test
  void a_configuration_does_not_show_its_keys() {
    RouterConfig config =
        ConfigFile.of(
            "{\"accounts\": {\"acme\": {\"api-key\": \"sk-1\", \"headers\": {\"k\": \"sk-2\"}}}}",
            "f.json",
            Map.of());
    assertThat(config.toString()).doesNotContain("sk-1", "sk-2");
  }
}
