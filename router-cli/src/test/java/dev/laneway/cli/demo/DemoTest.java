package dev.laneway.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.laneway.cli.Shell;
import dev.laneway.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** Runs the demo for a few seconds: what it shows must hold together, whatever the figures. */
class DemoTest {

  private static final Pattern FRAME = Pattern.compile("\u001b\\[H");
  private static final Pattern SVG = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL);

  private final Path folder;

  DemoTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private String run(Terminal terminal, String... more) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
    Shell shell = new Shell(printed, printed, Map.of(), terminal);
    List<String> given =
        List.of("--minutes", "1", "--speed", "30", "--page", folder.resolve("p.html").toString());
    given = java.util.stream.Stream.concat(given.stream(), List.of(more).stream()).toList();
    assertThat(new Demo(shell).run(given)).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void a_machine_too_slow_to_warm_up_in_time_is_shown_the_demo_all_the_same() {
    assertThatCode(() -> Demo.warmUp(1_000_000)).doesNotThrowAnyException();
  }

  @Test
  void in_a_pipe_it_writes_plain_lines_and_a_page_that_needs_nothing_else() throws Exception {
    String out = run(Terminal.PLAIN);
    assertThat(out).doesNotContain("\u001b").contains("Laneway answered").contains("p.html");
    assertThat(out)
        .containsPattern("(?m)^gemini +[0-9]+% ")
        .containsPattern("(?m)^ollama +[0-9]+% ");
    String page = Files.readString(folder.resolve("p.html"));
    assertThat(page)
        .contains("prefers-color-scheme:dark")
        .doesNotContain("<script")
        .doesNotContain("src=")
        .doesNotContainPattern("href=\"(?!data:)")
        .doesNotContain("url(");
    requireWellFormedPictures(page);
  }

  private static void requireWellFormedPictures(String page) throws Exception {
    Matcher svg = SVG.matcher(page);
    int pictures = 0;
    while (svg.find()) {
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(svg.group())));
      pictures++;
    }
    assertThat(pictures).isGreaterThan(5);
  }

  @Test
  void in_a_terminal_it_draws_within_its_bounds_and_leaves_it_as_it_was() throws IOException {
    String out = run(new Terminal(true, false, false, 50, 20));
    assertThat(out).contains("\u001b[?1049h").contains("\u001b[?25h\u001b[?1049l");
    String drawn = out.substring(out.indexOf("\u001b[H"), out.lastIndexOf("\u001b[?25h"));
    for (String frame : FRAME.splitAsStream(drawn).toList()) {
      List<String> lines =
          frame.lines().map(line -> line.replaceAll("\u001b\\[[0-9]*[KJm]", "")).toList();
      assertThat(lines).hasSizeLessThanOrEqualTo(20).allMatch(line -> line.length() <= 50);
    }
    assertThat(drawn).contains("cooling").contains("#").doesNotContain("█");
  }
}
