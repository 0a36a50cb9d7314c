package dev.laneway.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.core.env.StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

import dev.laneway.core.Router;
import dev.laneway.core.RouterStatus;
import dev.laneway.testkit.RecordedVendor;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Settings as variables of the environment, where only upper case and underscores are left. */
@ExtendWith(OutputCaptureExtension.class)
class EnvironmentVariablesTest {

  private static ApplicationContextRunner with(Map<String, Object> variables) {
    return new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(LanewayAutoConfiguration.class))
        .withInitializer(
            context ->
                context
                    .getEnvironment()
                    .getPropertySources()
                    .replace(
                        SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                            SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables)));
  }

  @Test
  void the_tree_can_be_told_by_variables() {
    with(Map.of(
            "LANEWAY_ACCOUNTS_GEMINI_API_KEY", "k-1",
            "LANEWAY_ACCOUNTS_GEMINI_BASE_URL", "http://localhost:1",
            "LANEWAY_LANES_0_ID", "gemini/gemini-3.8-flash",
            "LANEWAY_LANES_0_QUOTA_REQUESTS_PER_MINUTE", "7",
            "LANEWAY_LANES_1_ID", "ollama/hf.co/a/b:c",
            "LANEWAY_ROUTES_SMART_STRATEGY", "fallback",
            "LANEWAY_ROUTES_SMART_LANES", "ollama/hf.co/a/b:c,gemini/gemini-3.8-flash",
            "LANEWAY_MAX_WAITING", "9",
            "LANEWAY_TIMEOUTS_FIRST_CONTENT", "20s"))
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              RouterStatus status = context.getBean(Router.class).status();
              assertThat(status.routes())
                  .filteredOn(route -> route.name().equals("smart"))
                  .singleElement()
                  .satisfies(
                      route ->
                          assertThat(route.lanes())
                              .hasToString("[ollama/hf.co/a/b:c, gemini/gemini-3.8-flash]"));
              assertThat(status.pools())
                  .anyMatch(pool -> pool.limits().stream().anyMatch(limit -> limit.amount() == 7));
            });
  }

  @Test
  void a_budget_can_be_told_by_a_variable() {
    for (String name : new String[] {"LANEWAY_BUDGET_PER_DAY", "LANEWAY_BUDGET_PERDAY"}) {
      with(Map.of("LANEWAY_LANES_0_ID", "ollama/x", name, "5.00"))
          .run(
              context -> {
                assertThat(context).hasNotFailed();
                assertThat(context.getBean(Router.class).status().budgets())
                    .singleElement()
                    .satisfies(told -> assertThat(told.budget().toString()).contains("5"));
              });
    }
  }

  /** Spring makes dots of underscores, and no header of a vendor has any. */
  @Test
  void a_header_keeps_its_dashes() throws Exception {
    try (RecordedVendor vendor = RecordedVendor.start()) {
      vendor.nowReplies(Replies.text("ok"));
      with(Map.of(
              "LANEWAY_ACCOUNTS_OPENAI_API_KEY", "k-1",
              "LANEWAY_ACCOUNTS_OPENAI_BASE_URL", vendor.url("/v1").toString(),
              "LANEWAY_ACCOUNTS_OPENAI_HEADERS_X_TITLE", "mine",
              "LANEWAY_LANES_0_ID", "openai/small"))
          .run(
              context -> {
                assertThat(context).hasNotFailed();
                assertThat(context.getBean(Router.class).ask("hi")).isEqualTo("ok");
                assertThat(vendor.requests().get(0).header("X-Title")).contains("mine");
              });
    }
  }

  @Test
  void a_variable_that_is_misspelt_is_told_and_its_value_is_not(CapturedOutput output) {
    with(Map.of(
            "LANEWAY_ACCOUNTS_OPENAI_API_KEY", "k-1",
            "LANEWAY_ACCOUNTS_OPENAI_HEADERS_X_TITLE", "mine",
            "LANEWAY_ACCOUNTS_OPENAI_APIKEY", "k-2",
            "LANEWAY_LANES_0_ID", "openai/small",
            "LANEWAY_LANES_0_QUOTA_REQUESTS_PER_MINUTE", "7",
            "LANEWAY_LANES_0_WIEGHT", "31415",
            "LANEWAY_BUDGET_PER_DAY", "5.00",
            "LANEWAY_SPRING_AI_CHAT_MODEL", "small",
            "LANEWAY_SERVICE_HOST", "10.0.0.1"))
        .run(context -> assertThat(context).hasNotFailed());
    assertThat(output)
        .contains(
            "No setting of the router is called like these variables:"
                + " [LANEWAY_LANES_0_WIEGHT, LANEWAY_SERVICE_HOST]")
        .doesNotContain("31415");
  }
}
