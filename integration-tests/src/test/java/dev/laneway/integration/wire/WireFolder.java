package dev.laneway.integration.wire;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.laneway.integration.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the recordings are: {@code -Dlaneway.wire=DIR}, or {@code ../shared/wire} at any level. */
final class WireFolder {

  private static final String ABSENT =
      "no recordings beside the checkout (../shared/wire) and no -Dlaneway.wire=DIR:"
          + " the tests that play them are skipped";

  private static final Optional<Path> FOLDER = find();

  private WireFolder() {}

  /** All recordings; skips the test that asks if there are none. */
  static List<WireFile> files() {
    assumeTrue(FOLDER.isPresent(), ABSENT);
    return WireFile.allIn(FOLDER.orElseThrow());
  }

  /** Whether these are the recordings that the tables of this project are about. */
  static boolean isHome() {
    return System.getProperty("laneway.wire", "").isBlank();
  }

  private static Optional<Path> find() {
    String named = System.getProperty("laneway.wire", "");
    if (!named.isBlank()) {
      Path folder = Path.of(named).toAbsolutePath();
      if (!Files.exists(folder.resolve("index.json"))) {
        throw new IllegalArgumentException(
            "laneway.wire must be a folder with an index.json, was '" + named + "'");
      }
      return Optional.of(folder);
    }
    for (Path at = Project.root().getParent(); at != null; at = at.getParent()) {
      Path folder = at.resolve("shared/wire");
      if (Files.exists(folder.resolve("index.json"))) {
        return Optional.of(folder);
      }
    }
    System.out.println(ABSENT);
    return Optional.empty();
  }
}
