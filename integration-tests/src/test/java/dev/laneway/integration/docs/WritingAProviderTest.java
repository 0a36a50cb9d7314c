package dev.laneway.integration.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.integration.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WritingAProviderTest {

  private static final Path EXAMPLE = Project.root().resolve("examples/custom-provider");

  static List<Fence> blocks() {
    return Fence.allIn(Project.root().resolve("docs/writing-a-provider.md")).stream()
        .filter(fence -> !fence.language().isEmpty())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void the_code_on_the_page_is_the_code_of_the_example(Fence fence) throws IOException {
    assertThat(fence.origin()).startsWith("examples/custom-provider/");
    String source = Files.readString(Project.root().resolve(fence.origin()));
    assertThat(fence.linesOf(source)).contains(fence.linesOf(fence.code()));
  }

  @Test
  void the_example_has_fewer_than_120_lines() throws IOException {
    int lines = 0;
    for (Path source : Project.filesBelow(EXAMPLE.resolve("src/main/java"))) {
      try (Stream<String> all = Files.lines(source)) {
        lines += (int) all.count();
      }
    }
    assertThat(lines).isLessThan(120);
  }

  @Test
  void the_example_is_a_strangers() throws IOException {
    String pom = Files.readString(EXAMPLE.resolve("pom.xml"));
    assertThat(pom).doesNotContain("<parent>");
    List<String> ours =
        pom.lines()
            .map(String::strip)
            .filter(line -> line.startsWith("<artifactId>"))
            .map(line -> line.replaceAll("</?artifactId>", ""))
            .filter(Project.PUBLISHED::contains)
            .toList();
    assertThat(ours).containsExactly("router-api", "provider-http", "router-testkit");
  }
}
