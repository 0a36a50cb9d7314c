package dev.laneway.integration.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.integration.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page: its code is code of the examples, its links lead somewhere, and all can be found. */
class PagesTest {

  private static final Set<String> CODE = Set.of("java", "json");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

  static List<Path> pages() {
    return Stream.concat(
            Stream.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
                .map(Project.root()::resolve),
            Project.filesBelow(Project.root().resolve("docs")).stream()
                .filter(file -> file.toString().endsWith(".md")))
        .toList();
  }

  static List<Fence> codeInDocs() {
    return pages().stream()
        .filter(page -> page.startsWith(Project.root().resolve("docs")))
        .flatMap(page -> Fence.allIn(page).stream())
        .filter(fence -> CODE.contains(fence.language()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("codeInDocs")
  void the_code_on_a_page_is_code_of_the_examples(Fence fence) throws IOException {
    assertThat(fence.origin()).as("a comment above names the file").startsWith("examples/");
    String source = Files.readString(Project.root().resolve(fence.origin()));
    assertThat(fence.linesOf(source)).contains(fence.linesOf(fence.code()));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void links_lead_somewhere(Path page) throws IOException {
    Matcher link = LINK.matcher(Files.readString(page));
    while (link.find()) {
      String target = link.group(1);
      if (!target.contains("://")) {
        int hash = target.indexOf('#');
        String file = hash < 0 ? target : target.substring(0, hash);
        Path other = file.isEmpty() ? page : page.resolveSibling(file).normalize();
        assertThat(other).as("%s links to %s", page.getFileName(), target).exists();
        if (hash >= 0) {
          assertThat(anchorsOf(other)).contains(target.substring(hash + 1));
        }
      }
    }
  }

  private static Set<String> anchorsOf(Path page) throws IOException {
    return Files.readAllLines(page).stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(title -> title.replaceAll("[^\\p{L}\\p{N} -]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  @Test
  void every_page_is_linked_from_the_readme_or_from_the_list_of_decisions() throws IOException {
    Path docs = Project.root().resolve("docs");
    String readme = Files.readString(Project.root().resolve("README.md"));
    String decisions = Files.readString(docs.resolve("decisions/README.md"));
    for (Path page : Project.filesBelow(docs)) {
      String name = docs.relativize(page).toString().replace('\\', '/');
      if (!name.endsWith(".md")) {
        continue;
      }
      boolean decision = name.startsWith("decisions/") && !name.endsWith("README.md");
      assertThat(decision ? decisions : readme)
          .contains(decision ? "(" + page.getFileName() + ")" : "docs/" + name);
    }
  }

  @Test
  void every_picture_is_shown_on_a_page() throws IOException {
    StringBuilder pages = new StringBuilder();
    for (Path page : pages()) {
      pages.append(Files.readString(page));
    }
    for (Path file : Project.filesBelow(Project.root().resolve("docs"))) {
      if (!file.toString().endsWith(".md")) {
        assertThat(pages.toString()).contains(file.getFileName() + ")");
      }
    }
  }
}
