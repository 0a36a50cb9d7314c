package dev.laneway.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.integration.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FootprintTest {

  private static final int MOST_JARS = 15;
  private static final long MOST_BYTES = 6L << 20;

  @Test
  void core_and_four_providers_bring_at_most_15_jars_and_6_mebibytes() throws IOException {
    List<Path> closure = Project.runtimeClosure();
    long bytes = 0;
    for (Path entry : closure) {
      for (Path file : Files.isDirectory(entry) ? Project.filesBelow(entry) : List.of(entry)) {
        bytes += Files.size(file);
      }
    }
    assertThat(closure).hasSizeLessThanOrEqualTo(MOST_JARS);
    assertThat(bytes).isLessThanOrEqualTo(MOST_BYTES);
  }
}
