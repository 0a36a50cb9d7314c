package dev.laneway.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.integration.Project;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is public is promised for years: most of core is not. */
class SurfaceTest {

  @Test
  void less_than_two_fifths_of_cores_types_can_be_seen_from_outside() throws IOException {
    Path classes = Project.classesOf("router-core");
    Set<String> exported =
        Project.descriptorOf("router-core").exports().stream()
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toSet());
    int all = 0;
    int seen = 0;
    for (Path file : Project.classFilesOf("router-core")) {
      String name = classes.relativize(file).toString().replace('/', '.').replace(".class", "");
      if (name.contains("$") || name.endsWith("-info")) {
        continue;
      }
      all++;
      String packageName = name.substring(0, name.lastIndexOf('.'));
      seen += exported.contains(packageName) && isPublic(file) ? 1 : 0;
    }
    assertThat(all).isGreaterThan(50);
    assertThat(seen / (double) all).as("%d of %d", seen, all).isLessThan(0.4);
  }

  /** The access flags stand behind the constant pool: the loader knows the way. */
  private static boolean isPublic(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Class<?> type =
        new ClassLoader(SurfaceTest.class.getClassLoader()) {
          Class<?> define() {
            return defineClass(null, bytes, 0, bytes.length);
          }
        }.define();
    return Modifier.isPublic(type.getModifiers());
  }
}
