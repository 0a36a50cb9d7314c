package dev.laneway.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.integration.Project;
import dev.laneway.integration.WrittenFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class SignaturesTest {

  static final List<String> PUBLISHED = Project.PUBLISHED;
  static final List<String> INSIDE_OTHERS = Project.INSIDE_OTHERS;

  @ParameterizedTest
  @FieldSource("PUBLISHED")
  void what_a_module_shows_is_what_was_agreed(String module) {
    agreed(module).shouldHold(Signatures.of(module).text());
  }

  @ParameterizedTest
  @FieldSource("INSIDE_OTHERS")
  void what_a_module_inside_a_framework_shows_is_what_was_agreed(String module) {
    agreed(module).shouldHold(Disassembly.of(module));
  }

  private static WrittenFile agreed(String module) {
    Path agreed = Project.root().resolve("integration-tests/src/test/api").resolve(module + ".txt");
    return WrittenFile.at(agreed, "laneway.signatures.write");
  }

  @ParameterizedTest
  @FieldSource("PUBLISHED")
  void no_signature_shows_a_foreign_type(String module) {
    assertThat(Signatures.of(module).mentioned())
        .allMatch(
            type ->
                !type.contains(".")
                    || type.startsWith("java.")
                    || type.startsWith("javax.")
                    || type.startsWith("dev.laneway.")
                    || (module.equals("store-redis") && type.equals("io.lettuce.core.RedisClient"))
                    || type.startsWith("org.jspecify."));
  }
}
