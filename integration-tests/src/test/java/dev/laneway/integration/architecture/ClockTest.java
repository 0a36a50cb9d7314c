package dev.laneway.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.integration.Project;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ClockTest {

  static final List<String> PUBLISHED =
      Stream.of(Project.PUBLISHED, Project.INSIDE_OTHERS).flatMap(List::stream).toList();

  private static final Pattern READS_A_CLOCK_OR_WAITS =
      Pattern.compile(
          "java\\.lang\\.System\\.(nanoTime|currentTimeMillis)"
              + "|java\\.time\\.\\w+\\.now"
              + "|java\\.time\\.Clock\\.(system\\w*|tick\\w*)"
              + "|java\\.time\\.InstantSource\\.system"
              + "|java\\.lang\\.Thread\\.sleep"
              + "|java\\.util\\.concurrent\\.TimeUnit\\.sleep"
              + "|java\\.util\\.concurrent\\.locks\\.LockSupport\\.park(Nanos|Until)"
              + "|java\\.util\\.concurrent\\.CompletableFuture"
              + "\\.(orTimeout|completeOnTimeout|delayedExecutor)"
              + "|java\\.util\\.concurrent\\.Scheduled\\w+\\.schedule\\w*"
              + "|java\\.util\\.Timer\\.schedule\\w*"
              + "|java\\.util\\.Date\\.<init>");

  @ParameterizedTest
  @FieldSource("PUBLISHED")
  void only_the_time_package_reads_a_clock_or_waits(String module) {
    Set<String> uses = new TreeSet<>();
    for (CompiledClass reader : CompiledClass.allOf(module)) {
      if (!reader.packageName().equals("dev.laneway.api.time")) {
        for (String member : reader.members()) {
          if (READS_A_CLOCK_OR_WAITS.matcher(member).matches()) {
            uses.add(reader.name() + " uses " + member);
          }
        }
      }
    }
    assertThat(uses).isEmpty();
  }

  @Test
  void the_time_package_is_found_out() {
    Set<String> members = new TreeSet<>();
    CompiledClass.allOf("router-api").stream()
        .filter(reader -> reader.packageName().equals("dev.laneway.api.time"))
        .forEach(reader -> members.addAll(reader.members()));
    assertThat(members).anyMatch(READS_A_CLOCK_OR_WAITS.asMatchPredicate());
  }
}
