package dev.laneway.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.integration.Project;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ModulesTest {

  static final List<String> PUBLISHED = Project.PUBLISHED;

  @ParameterizedTest
  @FieldSource("PUBLISHED")
  void a_module_has_a_name_and_is_closed(String module) {
    ModuleDescriptor descriptor = Project.descriptorOf(module);
    assertThat(descriptor.name()).startsWith("dev.laneway.");
    assertThat(descriptor.isOpen()).isFalse();
    assertThat(descriptor.opens()).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("PUBLISHED")
  void services_are_declared_for_the_class_path_and_the_module_path_alike(String module)
      throws IOException {
    Map<String, Set<String>> onModulePath = new TreeMap<>();
    Project.descriptorOf(module)
        .provides()
        .forEach(
            service -> onModulePath.put(service.service(), new TreeSet<>(service.providers())));
    Map<String, Set<String>> onClassPath = new TreeMap<>();
    for (Path file : Project.filesBelow(Project.classesOf(module).resolve("META-INF/services"))) {
      Set<String> names = new TreeSet<>();
      for (String line : Files.readAllLines(file)) {
        String name = line.replaceFirst("#.*", "").strip();
        if (!name.isEmpty()) {
          names.add(name);
        }
      }
      onClassPath.put(file.getFileName().toString(), names);
    }
    assertThat(onClassPath).isEqualTo(onModulePath);
  }

  @ParameterizedTest
  @FieldSource("PUBLISHED")
  void every_package_has_a_page_and_is_null_marked(String module) throws Exception {
    Set<String> packages = new TreeSet<>();
    CompiledClass.allOf(module).forEach(type -> packages.add(type.packageName()));
    for (String name : packages) {
      Class<?> page = Class.forName(name + ".package-info");
      assertThat(page.isAnnotationPresent(NullMarked.class)).describedAs(name).isTrue();
      Path source =
          Project.root()
              .resolve(module)
              .resolve("src/main/java")
              .resolve(name.replace('.', '/'))
              .resolve("package-info.java");
      assertThat(Files.readString(source)).describedAs(name).contains("/**");
    }
  }
}
