package dev.laneway.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.integration.Project;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class FootprintTest {

  private static final int MOST_JARS = 15;
  private static final long MOST_BYTES = 6L << 20;

  @Test
  void core_and_four_providers_bring_at_most_15_jars_and_6_mebibytes() throws IOException {
    List<Path> closure = Project.runtimeClosure();
    long bytes = 0;
    for (Path entry : closure) {
      bytes += Files.isDirectory(entry) ? packed(entry) : Files.size(entry);
    }
    assertThat(closure).hasSizeLessThanOrEqualTo(MOST_JARS);
    assertThat(bytes).isLessThanOrEqualTo(MOST_BYTES);
  }

  /** About the size of the jar that is not made yet where tests run before packaging. */
  private static long packed(Path folder) throws IOException {
    long bytes = 0;
    for (Path file : Project.filesBelow(folder)) {
      Deflater deflater = new Deflater();
      try (OutputStream out = new DeflaterOutputStream(OutputStream.nullOutputStream(), deflater)) {
        Files.copy(file, out);
      }
      bytes += deflater.getBytesWritten();
      deflater.end();
    }
    return bytes;
  }
}
