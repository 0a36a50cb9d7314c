package dev.laneway.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What stood behind a command: switches, options with a value, and words. */
public final class Arguments {

  private final String command;
  private final Map<String, String> options = new LinkedHashMap<>();
  private final List<String> words = new ArrayList<>();

  private Arguments(String command) {
    this.command = command;
  }

  /**
   * Reads what stands behind a command; everything after {@code --} is words.
   *
   * @param switches names without a value
   * @param valued names with one, as {@code --name value} or {@code --name=value}
   * @throws UsageException in one line that names what is wrong
   */
  public static Arguments read(
      String command, List<String> given, Set<String> switches, Set<String> valued) {
    Arguments read = new Arguments(command);
    for (int i = 0; i < given.size(); i++) {
      String argument = given.get(i);
      if (argument.equals("--")) {
        read.words.addAll(given.subList(i + 1, given.size()));
        break;
      }
      if (!argument.startsWith("--") && !argument.matches("-[A-Za-z]")) {
        read.words.add(argument);
        continue;
      }
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (switches.contains(name)) {
        read.requireNoValue(name, equals);
        read.options.put(name, "");
      } else if (valued.contains(name)) {
        if (equals < 0 && i + 1 == given.size()) {
          throw read.wrong(name + " needs a value");
        }
        read.options.put(name, equals < 0 ? given.get(++i) : argument.substring(equals + 1));
      } else {
        Set<String> known = new TreeSet<>(switches);
        known.addAll(valued);
        throw read.wrong("unknown option '" + name + "', there are " + String.join(", ", known));
      }
    }
    return read;
  }

  private void requireNoValue(String name, int equals) {
    if (equals >= 0) {
      throw wrong(name + " takes no value");
    }
  }

  /** Whether a switch was given. */
  public boolean has(String name) {
    return options.containsKey(name);
  }

  /** The value of an option. */
  public Optional<String> value(String name) {
    return Optional.ofNullable(options.get(name));
  }

  /** A whole number within bounds, or another where none was given. */
  public int number(String name, int otherwise, int least, int most) {
    String text = options.get(name);
    if (text == null) {
      return otherwise;
    }
    if (text.matches("\\d{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw wrong(
        "%s must be a whole number from %d to %d, was '%s'".formatted(name, least, most, text));
  }

  /** What was neither switch nor option. */
  public List<String> words() {
    return List.copyOf(words);
  }

  /** Fails when there are words. */
  public void requireNoWords() {
    if (!words.isEmpty()) {
      throw wrong("takes no '" + words.get(0) + "'");
    }
  }

  /** An error in one line. */
  public UsageException wrong(String rule) {
    return new UsageException(
        "laneway %s: %s; see 'laneway %s --help'".formatted(command, rule, command));
  }
}
