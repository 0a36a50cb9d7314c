package dev.laneway.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;

/** These tests run on the line of Spring Boot that the build says. */
class LineTest {

  @Test
  void the_line_under_test_is_the_one_that_the_build_names() {
    assertThat(SpringBootVersion.getVersion()).isEqualTo(System.getProperty("laneway.boot"));
  }
}
