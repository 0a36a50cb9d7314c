package dev.laneway.spring;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at start what is wrong with the router's settings: each setting, its value and the rule. */
final class InvalidRouterFailureAnalyzer extends AbstractFailureAnalyzer<InvalidRouterException> {

  @Override
  protected FailureAnalysis analyze(Throwable root, InvalidRouterException cause) {
    String problems =
        Arrays.stream(String.valueOf(cause.getMessage()).split("; "))
            .map(problem -> "    - " + problem)
            .collect(Collectors.joining("\n"));
    return new FailureAnalysis(
        "Laneway's router cannot be made of its settings:\n\n" + problems,
        "Correct the laneway.* properties, or the RouterBuilderCustomizer that set it. The name of"
            + " an account with @ needs brackets: laneway.accounts.[gemini@work].",
        cause);
  }
}
