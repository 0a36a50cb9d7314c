package dev.laneway.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where scenarios and traces lie that are not ours to publish, where they lie at all. */
public final class Shared {

  private Shared() {}

  /** A folder of the shared data, looked for beside the project and above. */
  public static Optional<Path> folder(String name) {
    Path at = Path.of("").toAbsolutePath();
    while (at != null) {
      Path candidate = at.resolve("shared").resolve(name);
      if (Files.isDirectory(candidate)) {
        return Optional.of(candidate);
      }
      at = at.getParent();
    }
    System.out.println("skipped: no folder ../shared/" + name + " beside this project");
    return Optional.empty();
  }
}
