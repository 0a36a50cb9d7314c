package dev.laneway.integration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The checkout that the tests run in: where it is, which modules it publishes, what they hold. */
public final class Project {

  /** Every published module that is one to Java, too, in the order of the build. */
  public static final List<String> PUBLISHED =
      List.of(
          "router-api",
          "router-testkit",
          "provider-http",
          "provider-openai-compat",
          "provider-groq",
          "provider-gemini",
          "provider-ollama",
          "router-core",
          "store-jdbc",
          "store-redis");

  /**
   * The published modules that live inside other people's frameworks, whose jars have no module
   * name that they promise: so ours are automatic.
   */
  public static final List<String> INSIDE_OTHERS =
      List.of("router-spring-boot-starter", "bridge-spring-ai", "bridge-langchain4j");

  private static final Path ROOT = findRoot();

  private Project() {}

  /** The folder that holds the modules. */
  public static Path root() {
    return ROOT;
  }

  private static Path findRoot() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("bom/pom.xml"))
          && Files.exists(folder.resolve("router-api/pom.xml"))) {
        return folder;
      }
    }
    throw new IllegalStateException("run these tests inside a checkout of Laneway");
  }

  /** Where the compiler put a module's classes. */
  public static Path classesOf(String module) {
    return ROOT.resolve(module).resolve("target/classes");
  }

  /** What a module's {@code module-info} says. */
  public static ModuleDescriptor descriptorOf(String module) {
    Path file = classesOf(module).resolve("module-info.class");
    try (InputStream bytes = Files.newInputStream(file)) {
      return ModuleDescriptor.read(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(module + " has no module-info", e);
    }
  }

  /** The class files of a module, without {@code module-info} and {@code package-info}. */
  public static List<Path> classFilesOf(String module) {
    return filesBelow(classesOf(module)).stream()
        .filter(file -> file.toString().endsWith(".class"))
        .filter(file -> !file.endsWith("module-info.class"))
        .filter(file -> !file.endsWith("package-info.class"))
        .toList();
  }

  /** All files below a folder, sorted; none where there is no such folder. */
  public static List<Path> filesBelow(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The run-time closure of core and the four providers: jars, or folders before packaging. */
  public static List<Path> runtimeClosure() {
    Path list = ROOT.resolve("integration-tests/target/runtime.classpath");
    try {
      return Stream.of(Files.readString(list).strip().split(java.io.File.pathSeparator))
          .map(Path::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("run the tests through Maven, which writes " + list, e);
    }
  }
}
