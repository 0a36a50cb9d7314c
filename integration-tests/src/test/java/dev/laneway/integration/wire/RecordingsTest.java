package dev.laneway.integration.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.laneway.fixtures.Recordings;
import dev.laneway.integration.Project;
import dev.laneway.integration.WrittenFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RecordingsTest {

  private static final int[] CHUNKS = {0, 7, 1};

  private final Coverage coverage = new Coverage();

  @TestFactory
  Stream<DynamicTest> every_recording_is_understood_however_it_is_cut() {
    List<WireFile> all = WireFile.all();
    all.forEach(file -> Scope.outside(file).ifPresent(why -> coverage.outside(file, why)));
    Stream<DynamicTest> plays =
        all.stream()
            .filter(file -> Scope.outside(file).isEmpty())
            .map(file -> DynamicTest.dynamicTest(file.name(), () -> play(file)));
    return Recordings.areHome()
        ? Stream.concat(
            plays, Stream.of(DynamicTest.dynamicTest("the page of coverage", this::isWrittenDown)))
        : plays;
  }

  private void play(WireFile file) throws IOException {
    coverage.begun(file);
    for (int chunk : CHUNKS) {
      try {
        Oracle.judge(file, Played.of(file, chunk, new CompletableFuture<>()));
      } catch (AssertionError wrong) {
        throw new AssertionError(
            file + (chunk == 0 ? ", whole" : ", in chunks of " + chunk), wrong);
      }
    }
    coverage.passed(file);
  }

  /** Runs after all the others, in the same instance. */
  private void isWrittenDown() {
    assertThat(coverage.failures()).isEmpty();
    Path page = Project.root().resolve("docs/wire-coverage.md");
    WrittenFile.at(page, "laneway.coverage.write").shouldHold(coverage.page());
  }

  @Test
  void the_table_of_failures_has_a_line_for_each_recorded_error_and_no_other() {
    List<WireFile> all = WireFile.all();
    assumeTrue(Recordings.areHome(), "the table is about other recordings than these");
    assertThat(all.stream().map(WireFile::name)).containsAll(ExpectedFailures.names());
    assertThat(all.stream().filter(file -> file.status() != 200).map(WireFile::name))
        .allMatch(ExpectedFailures.names()::contains);
  }
}
