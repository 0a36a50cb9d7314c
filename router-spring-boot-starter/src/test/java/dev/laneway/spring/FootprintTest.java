package dev.laneway.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What the starter brings besides what every Spring Boot application has. */
@EnabledIfSystemProperty(named = "laneway.closure", matches = ".+")
class FootprintTest {

  private static final int MOST_JARS = 16;
  private static final long MOST_BYTES = 6L << 20;

  private static final Pattern SPRINGS_OWN =
      Pattern.compile(
          "(spring-|logback-|log4j-|jul-to-slf4j|slf4j-|snakeyaml|jakarta.annotation|micrometer-"
              + "|commons-logging).*");

  @Test
  void the_starter_brings_16_jars_and_6_mebibytes_besides_springs_own() throws IOException {
    List<Path> ours =
        Stream.of(
                Files.readString(Path.of(System.getProperty("laneway.closure")))
                    .strip()
                    .split(File.pathSeparator))
            .map(Path::of)
            .filter(entry -> !SPRINGS_OWN.matcher(entry.getFileName().toString()).matches())
            .toList();
    long bytes = 0;
    for (Path entry : ours) {
      bytes += sizeOf(entry);
    }
    assertThat(ours).hasSizeBetween(8, MOST_JARS);
    assertThat(bytes).isLessThanOrEqualTo(MOST_BYTES);
  }

  private static long sizeOf(Path entry) throws IOException {
    try (Stream<Path> files = Files.walk(entry)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
