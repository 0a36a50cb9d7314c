package dev.laneway.integration.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A block of code in a page.
 *
 * @param origin the file that a comment above the block names, from the root; empty for none
 * @param language what stands behind the backticks; may be empty
 * @param line where the block begins in the page
 */
record Fence(Path page, int line, String origin, String language, String code) {

  private static final Pattern ORIGIN = Pattern.compile("<!-- (\\S+) -->");

  static List<Fence> allIn(Path page) {
    try {
      List<Fence> found = new ArrayList<>();
      List<String> lines = Files.readAllLines(page);
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).startsWith("```")) {
          int end = i + 1;
          while (!lines.get(end).equals("```")) {
            end++;
          }
          Matcher above = ORIGIN.matcher(i == 0 ? "" : lines.get(i - 1));
          found.add(
              new Fence(
                  page,
                  i + 1,
                  above.matches() ? above.group(1) : "",
                  lines.get(i).substring(3),
                  String.join("\n", lines.subList(i + 1, end))));
          i = end;
        }
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of a text without their indents, which depend on where the code stands. */
  String linesOf(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining("\n"));
  }

  @Override
  public String toString() {
    return page.getFileName() + ":" + line;
  }
}
