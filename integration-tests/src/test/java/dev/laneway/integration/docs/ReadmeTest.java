package dev.laneway.integration.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.integration.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {

  private static final Path README = Project.root().resolve("README.md");

  @Test
  void it_is_short_and_begins_with_an_example() throws IOException {
    assertThat(Files.readAllLines(README)).hasSizeLessThan(150);
    assertThat(Fence.allIn(README).get(0).line()).isLessThan(30);
  }

  @Test
  void its_test_command_is_the_one_that_the_build_server_runs() throws IOException {
    List<String> commands =
        Files.readAllLines(README).stream().filter(line -> line.startsWith("mvn verify")).toList();
    assertThat(commands).containsExactly("mvn verify");
  }

  @Test
  void its_examples_compile(@TempDir Path folder) throws IOException {
    StringBuilder source = new StringBuilder("import dev.laneway.api.*;import dev.laneway.core.*;");
    source.append("import java.time.*;import java.util.*;class Examples {");
    int number = 0;
    for (Fence fence : Fence.allIn(README)) {
      if (fence.language().equals("java")) {
        source.append("void example").append(number++).append("(){").append(fence.code());
        source.append("}");
      }
    }
    Path file = Files.writeString(folder.resolve("Examples.java"), source.append("}"));
    int problems =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-classpath",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                file.toString());
    assertThat(number).isPositive();
    assertThat(problems).isZero();
  }
}
