package dev.laneway.integration.architecture;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.integration.Project;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavadocTest {

  @Test
  void everything_public_says_what_its_signature_cannot(@TempDir Path folder) throws Exception {
    List<Path> sources =
        Project.PUBLISHED.stream()
            .map(module -> Project.root().resolve(module).resolve("src/main/java"))
            .flatMap(folderOfModule -> Project.filesBelow(folderOfModule).stream())
            .filter(file -> file.toString().endsWith(".java"))
            .filter(file -> !file.endsWith("module-info.java"))
            .toList();
    assertThat(bare(sources, folder)).isEmpty();
  }

  private static String errorsIn(String said) {
    return said.lines().filter(line -> line.contains(": error: ")).collect(joining("\n"));
  }

  /** Where the compiler finds no comment at all; what it says about tags is not asked for. */
  private static List<String> bare(List<Path> sources, Path folder) throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
      boolean compiled =
          compiler
              .getTask(
                  said,
                  files,
                  null,
                  List.of(
                      "-Xdoclint:missing/protected",
                      "-Xmaxwarns",
                      "10000",
                      "-proc:none",
                      "-classpath",
                      System.getProperty("java.class.path"),
                      "-d",
                      folder.toString()),
                  null,
                  files.getJavaFileObjectsFromPaths(sources))
              .call();
      assertThat(compiled).describedAs(errorsIn(said.toString())).isTrue();
    }
    List<String> bare = new ArrayList<>();
    List<String> lines = said.toString().lines().toList();
    for (int i = 0; i + 1 < lines.size(); i++) {
      boolean override = lines.get(i + 1).contains("@Override");
      if (lines.get(i).endsWith("warning: no comment") && !override) {
        bare.add(lines.get(i) + lines.get(i + 1));
      }
    }
    return bare;
  }
}
