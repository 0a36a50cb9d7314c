package dev.laneway.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the standard output can show.
 *
 * @param live whether it is a terminal that can be drawn on again and again
 * @param coloured whether it wants colours
 * @param unicode whether it shows more than ASCII
 */
public record Terminal(boolean live, boolean coloured, boolean unicode, int columns, int rows) {

  private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("(\\d+)\\s+(\\d+)");

  /** A file, a pipe, a log. */
  public static final Terminal PLAIN = new Terminal(false, false, false, 100, 30);

  /** Finds out what this process writes to. Never fails: in doubt it is a file. */
  public static Terminal detect(Map<String, String> environment) {
    Matcher size = ROWS_AND_COLUMNS.matcher(sizeOfTerminal());
    String kind = environment.getOrDefault("TERM", "");
    boolean terminal = size.find();
    boolean dumb = kind.isEmpty() || kind.equals("dumb");
    boolean noColour = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(
        terminal && !dumb,
        terminal && !dumb && !noColour,
        isUnicode(environment),
        terminal ? positive(size.group(2), 80) : PLAIN.columns(),
        terminal ? positive(size.group(1), 24) : PLAIN.rows());
  }

  private static boolean isUnicode(Map<String, String> environment) {
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String value = environment.getOrDefault(name, "").toUpperCase(Locale.ROOT);
      if (!value.isEmpty()) {
        return value.contains("UTF-8") || value.contains("UTF8");
      }
    }
    return false;
  }

  /** Rows and columns, or nothing where standard output is no terminal or there is no shell. */
  private static String sizeOfTerminal() {
    try {
      Process asked =
          new ProcessBuilder("sh", "-c", "test -t 1 && stty size </dev/tty 1>&2")
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .start();
      String told = new String(asked.getErrorStream().readAllBytes(), StandardCharsets.US_ASCII);
      return asked.waitFor(2, TimeUnit.SECONDS) && asked.exitValue() == 0 ? told : "";
    } catch (IOException noShell) {
      return "";
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private static int positive(String number, int otherwise) {
    return number.matches("[1-9]\\d{0,3}") ? Integer.parseInt(number) : otherwise;
  }
}
