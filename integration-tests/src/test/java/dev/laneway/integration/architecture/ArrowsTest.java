package dev.laneway.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.integration.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ArrowsTest {

  static final List<String> PUBLISHED = Project.PUBLISHED;

  /** From the front door down; a package sees only what stands further down. */
  private static final List<Set<String>> LAYERS_OF_CORE =
      List.of(
          Set.of("dev.laneway.core.bridge"),
          Set.of("dev.laneway.core"),
          Set.of("dev.laneway.core.fleet"),
          Set.of("dev.laneway.core.schedule"),
          Set.of("dev.laneway.core.strategy"),
          Set.of("dev.laneway.core.lane"),
          Set.of("dev.laneway.core.quota", "dev.laneway.core.budget", "dev.laneway.core.cache"),
          Set.of(
              "dev.laneway.core.event",
              "dev.laneway.core.time",
              "dev.laneway.core.reply",
              "dev.laneway.core.codec"));

  /** Which modules may be seen; whatever is not named here may not. */
  private static final Map<String, Set<String>> MAY_SEE =
      Map.of(
          "router-api", Set.of(),
          "router-testkit", Set.of("dev.laneway.api"),
          "provider-http", Set.of("dev.laneway.api"),
          "provider-openai-compat", Set.of("dev.laneway.api", "dev.laneway.provider.http"),
          "provider-groq",
              Set.of("dev.laneway.api", "dev.laneway.provider.http", "dev.laneway.provider.openai"),
          "provider-gemini", Set.of("dev.laneway.api", "dev.laneway.provider.http"),
          "provider-ollama", Set.of("dev.laneway.api", "dev.laneway.provider.http"),
          "router-core", Set.of("dev.laneway.api"),
          "store-jdbc", Set.of("dev.laneway.api"),
          "store-redis", Set.of("dev.laneway.api"));

  @ParameterizedTest
  @FieldSource("PUBLISHED")
  void packages_of_a_module_use_each_other_in_one_direction(String module) {
    assertThat(PackageGraph.of(CompiledClass.allOf(module)).cycles()).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("PUBLISHED")
  void a_module_sees_only_the_modules_it_may_see(String module) {
    String own = Project.descriptorOf(module).name();
    List<String> forbidden = new ArrayList<>();
    PackageGraph.of(CompiledClass.allOf(module))
        .arrows()
        .forEach(
            (arrow, witness) -> {
              boolean allowed =
                  within(arrow.to(), own)
                      || MAY_SEE.getOrDefault(module, Set.of()).stream()
                          .anyMatch(other -> within(arrow.to(), other));
              if (!allowed) {
                forbidden.add(witness);
              }
            });
    assertThat(forbidden).isEmpty();
  }

  @Test
  void core_is_layered() {
    List<String> wrong = new ArrayList<>();
    PackageGraph.of(CompiledClass.allOf("router-core"))
        .arrows()
        .forEach(
            (arrow, witness) -> {
              if (within(arrow.to(), "dev.laneway.core")
                  && layerOf(arrow.from()) >= layerOf(arrow.to())) {
                wrong.add(witness);
              }
            });
    assertThat(wrong).isEmpty();
  }

  private static int layerOf(String packageName) {
    for (int i = 0; i < LAYERS_OF_CORE.size(); i++) {
      if (LAYERS_OF_CORE.get(i).contains(packageName)) {
        return i;
      }
    }
    throw new AssertionError(packageName + " has no place among the layers of core: give it one");
  }

  private static boolean within(String packageName, String parent) {
    return packageName.equals(parent) || packageName.startsWith(parent + ".");
  }
}
