package dev.laneway.spring;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

/** What is printed when an application does not start for its settings. */
class AnalyzerTest {

  @Configuration(proxyBeanMethods = false)
  static class Application {}

  @Test
  void every_wrong_setting_is_named_with_its_value_and_the_rule() {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(LanewayAutoConfiguration.class))
        .withUserConfiguration(Application.class)
        .withPropertyValues(
            "laneway.accounts.groq.api-key=k",
            "laneway.lanes[0].id=groq/small",
            "laneway.lanes[0].weight=0",
            "laneway.routes.default.lanes[0]=groq/large")
        .run(
            context -> {
              Throwable failure = requireNonNull(context.getStartupFailure());
              FailureAnalysis told =
                  requireNonNull(new InvalidRouterFailureAnalyzer().analyze(failure));
              assertThat(told.getDescription())
                  .contains("    - ", "weight", "was 0", "groq/large")
                  .doesNotContain("api-key=k");
              assertThat(told.getAction()).contains("laneway.*");
            });
  }

  @Test
  void failures_of_others_are_left_to_others() {
    assertThat(new InvalidRouterFailureAnalyzer().analyze(new IllegalStateException("x"))).isNull();
  }
}
