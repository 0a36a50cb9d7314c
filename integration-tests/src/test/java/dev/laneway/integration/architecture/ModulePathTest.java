package dev.laneway.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.spi.ProviderFactory;
import dev.laneway.integration.Project;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that is a module itself, compiled and started by the JDK's own tools. */
class ModulePathTest {

  private static final String MODULE_INFO =
      """
      module consumer {
        requires dev.laneway.core;
        uses dev.laneway.api.spi.ProviderFactory;
      }
      """;

  private static final String MAIN =
      """
      package consumer;
      import dev.laneway.api.spi.ProviderFactory;
      public class Main {
        public static void main(String[] none) {
          java.util.ServiceLoader.load(ProviderFactory.class).stream()
              .map(found -> found.get().id() + " from " + found.type().getModule().getName())
              .sorted()
              .forEach(System.out::println);
        }
      }
      """;

  @Test
  void an_application_on_the_module_path_finds_every_provider(@TempDir Path folder)
      throws Exception {
    String path =
        Project.runtimeClosure().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    Path classes = compile(folder, path);

    List<String> found = run(path + File.pathSeparator + classes);

    TreeSet<String> expected = new TreeSet<>();
    for (ProviderFactory factory : ServiceLoader.load(ProviderFactory.class)) {
      if (factory.getClass().getName().startsWith("dev.laneway.provider.")) {
        expected.add(factory.id() + " from " + moduleOf(factory.getClass().getPackageName()));
      }
    }
    assertThat(found).containsExactlyElementsOf(expected);
  }

  private static String moduleOf(String packageName) {
    return Project.PUBLISHED.stream()
        .map(Project::descriptorOf)
        .filter(descriptor -> descriptor.packages().contains(packageName))
        .findFirst()
        .orElseThrow()
        .name();
  }

  private static Path compile(Path folder, String modulePath) throws Exception {
    Path info = Files.writeString(folder.resolve("module-info.java"), MODULE_INFO);
    Path main = Files.createDirectories(folder.resolve("consumer")).resolve("Main.java");
    Files.writeString(main, MAIN);
    Path classes = folder.resolve("classes");
    int problems =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "--module-path",
                modulePath,
                "-d",
                classes.toString(),
                info.toString(),
                main.toString());
    assertThat(problems).isZero();
    return classes;
  }

  private static List<String> run(String modulePath) throws Exception {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--module-path",
                modulePath,
                "--module",
                "consumer/consumer.Main")
            .redirectErrorStream(true)
            .start();
    String printed = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(java.waitFor()).describedAs(printed).isZero();
    return printed.lines().toList();
  }
}
