package dev.laneway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "dmeo",
        "demo --fast",
        "demo --minutes",
        "demo --minutes 11",
        "demo --minutes two",
        "demo --plain=yes",
        "demo now",
        "doctor --config",
        "doctor --config no/such/file.json",
        "doctor lane",
        "ask",
        "ask one two",
        "ask --lane groq hello",
        "ask --deadline 0 hello",
        "ask --model x hello",
        "ask -m hello",
        "ask -v"
      })
  void wrong_arguments_get_one_clear_line_and_code_2(String line) {
    Run run = line.isEmpty() ? Run.of() : Run.of(line.split(" "));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("laneway").contains("--help").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "help", "demo --help", "doctor -h", "ask --help"})
  void help_goes_to_standard_output_and_is_well(String line) {
    Run run = Run.of(line.split(" "));
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("laneway ").doesNotContain("\t");
    assertThat(run.out().lines()).allMatch(text -> text.length() <= 120);
  }

  @Test
  void an_empty_environment_is_said_in_one_line() {
    Run run = Run.of("doctor", "--config", "pom.xml");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("must be JSON").hasLineCount(1);
  }

  @Test
  void a_dumb_terminal_and_a_file_are_not_drawn_on() {
    Terminal dumb = Terminal.detect(Map.of("TERM", "dumb", "LANG", "en_US.UTF-8"));
    assertThat(dumb.live()).isFalse();
    assertThat(dumb.coloured()).isFalse();
    assertThat(dumb.unicode()).isTrue();
    assertThat(Terminal.detect(Map.of("LC_ALL", "C", "LANG", "en_US.UTF-8")).unicode()).isFalse();
  }
}
