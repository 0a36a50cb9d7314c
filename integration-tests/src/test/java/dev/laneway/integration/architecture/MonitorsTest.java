package dev.laneway.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.integration.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A monitor that is held over I/O pins a virtual thread to its carrier. */
class MonitorsTest {

  private static final Pattern HOLDS = Pattern.compile("\\bsynchronized\\b");

  private static final Pattern WAITS_OUTSIDE =
      Pattern.compile(
          "import (java\\.io\\.(?!IOException|Serial)|java\\.nio\\.file|java\\.net\\.(http|Socket)|java\\.sql)");

  private static final List<Path> INSIDE_OTHERS =
      Project.INSIDE_OTHERS.stream().map(Project.root()::resolve).toList();

  private static String codeOf(Path source) throws IOException {
    return Files.readString(source).replaceAll("(?s)/\\*.*?\\*/|//[^\\n]*", "");
  }

  @Test
  void nothing_that_reads_or_writes_is_synchronized() throws IOException {
    List<Path> sources =
        Stream.concat(
                Project.PUBLISHED.stream().map(Project.root()::resolve), INSIDE_OTHERS.stream())
            .filter(module -> !module.endsWith("router-testkit"))
            .flatMap(module -> Project.filesBelow(module.resolve("src/main/java")).stream())
            .toList();
    List<Path> both = new ArrayList<>();
    for (Path source : sources) {
      String code = codeOf(source);
      if (HOLDS.matcher(code).find() && WAITS_OUTSIDE.matcher(code).find()) {
        both.add(source);
      }
    }
    assertThat(sources).hasSizeGreaterThan(200);
    assertThat(both).isEmpty();
  }

  @Test
  void the_starter_and_the_bridges_hold_no_monitor_at_all() throws IOException {
    for (Path module : INSIDE_OTHERS) {
      assertThat(Project.filesBelow(module.resolve("src/main/java"))).isNotEmpty();
      for (Path source : Project.filesBelow(module.resolve("src/main/java"))) {
        assertThat(codeOf(source)).as(source.toString()).doesNotContainPattern(HOLDS);
      }
    }
  }
}
