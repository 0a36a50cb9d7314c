package dev.laneway.spring;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

/** What is printed when an application does not start for its settings. */
@ExtendWith(OutputCaptureExtension.class)
class AnalyzerTest {

  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration(LanewayAutoConfiguration.class)
  static class Application {}

  @Test
  void every_wrong_setting_is_named_with_its_value_and_the_rule() {
    new ApplicationContextRunner()
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
  void an_application_that_does_not_start_prints_each_on_a_line(CapturedOutput output) {
    SpringApplication application = new SpringApplication(Application.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    assertThatThrownBy(
            () ->
                application.run(
                    "--laneway.accounts.groq.api-key=gsk-secret",
                    "--laneway.lanes[0].id=groq/small",
                    "--laneway.routes.default.lanes[0]=groq/large",
                    "--laneway.routes.smart.lanes[0]=gemini/large"))
        .isInstanceOf(Exception.class);
    assertThat(output)
        .contains("APPLICATION FAILED TO START")
        .contains(
            "\n    - route 'default' names lane 'groq/large', declared are [groq/small]\n",
            "\n    - route 'smart' names lane 'gemini/large', declared are [groq/small]\n")
        .contains("Correct the laneway.* properties")
        .doesNotContain("gsk-secret", "\tat ");
  }

  @Test
  void failures_of_others_are_left_to_others() {
    assertThat(new InvalidRouterFailureAnalyzer().analyze(new IllegalStateException("x"))).isNull();
  }
}
