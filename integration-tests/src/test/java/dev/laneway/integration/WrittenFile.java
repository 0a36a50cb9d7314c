package dev.laneway.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of the project that a test generates: compared in every build, written when asked to.
 *
 * @param switchOn the system property that asks for writing
 */
public record WrittenFile(Path path, String switchOn) {

  /** The file at this place, written with {@code -D<switchOn>=true}. */
  public static WrittenFile at(Path path, String switchOn) {
    return new WrittenFile(path, switchOn);
  }

  /** Writes the text, or fails if the file holds something else. */
  public void shouldHold(String text) {
    try {
      if (Boolean.getBoolean(switchOn)) {
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
      }
      String found = Files.exists(path) ? Files.readString(path) : "";
      assertThat(found)
          .describedAs(
              "%s is out of date; if the change is meant: mvn verify -pl integration-tests -am"
                  + " -D%s=true",
              Project.root().relativize(path), switchOn)
          .isEqualTo(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
