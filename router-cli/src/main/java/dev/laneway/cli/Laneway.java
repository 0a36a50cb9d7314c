package dev.laneway.cli;

import dev.laneway.api.RouterException;
import dev.laneway.cli.demo.Demo;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The command line: {@code laneway demo}, {@code doctor}, {@code ask}. */
public final class Laneway {

  static final int WELL = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;

  private static final String HELP =
      """
      Laneway keeps every AI call moving, over many providers, keys and local models.

        laneway demo              a mixed load over simulated vendors, live; needs no key
        laneway doctor            calls each of your lanes once and says what to do
        laneway ask "prompt"      asks on your lanes, streaming

        laneway COMMAND --help    tells more of each
        laneway --version

      Lanes come from the environment (GEMINI_API_KEY, GROQ_API_KEY, OPENROUTER_API_KEY, ...; Ollama if it
      runs here) or from a file with --config. 'check' is another name of doctor.
      """;

  private final Shell shell;

  Laneway(Shell shell) {
    this.shell = shell;
  }

  /** Runs a command and ends the process with its code: 0 well, 1 something is wrong, 2 usage. */
  public static void main(String[] arguments) {
    if (Arrays.asList(arguments).contains("--verbose")) {
      System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "info");
    }
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    Shell shell = new Shell(out, err, System.getenv(), Terminal.detect(System.getenv()));
    int code = new Laneway(shell).run(List.of(arguments));
    out.flush();
    System.exit(code);
  }

  int run(List<String> arguments) {
    List<String> given = arguments.stream().filter(word -> !word.equals("--verbose")).toList();
    try {
      if (given.isEmpty()) {
        shell
            .err()
            .println("laneway: a command is missing: demo, doctor or ask; see 'laneway --help'");
        return USAGE;
      }
      return run(given.get(0), given.subList(1, given.size()));
    } catch (UsageException wrong) {
      shell.err().println(wrong.getMessage());
      return USAGE;
    } catch (IllegalArgumentException
        | IllegalStateException
        | UncheckedIOException
        | RouterException wrong) {
      shell.err().println("laneway: " + wrong.getMessage());
      return FAILED;
    }
  }

  private int run(String command, List<String> given) {
    return switch (command) {
      case "--help", "-h", "help" -> show(HELP);
      case "--version" -> show(version() + "\n");
      case "demo" -> asksForHelp(given) ? show(Demo.HELP) : new Demo(shell).run(given);
      case "doctor", "check" ->
          asksForHelp(given) ? show(Doctor.HELP) : new Doctor(shell).run(given);
      case "ask" -> asksForHelp(given) ? show(Ask.HELP) : new Ask(shell).run(given);
      default ->
          throw new UsageException(
              "laneway: unknown command '"
                  + command
                  + "', there are demo, doctor and ask; see 'laneway --help'");
    };
  }

  private static boolean asksForHelp(List<String> given) {
    int words = given.indexOf("--");
    List<String> options = words < 0 ? given : given.subList(0, words);
    return options.contains("--help") || options.contains("-h");
  }

  private int show(String text) {
    shell.out().print(text);
    shell.out().flush();
    return WELL;
  }

  private static String version() {
    String version = Laneway.class.getPackage().getImplementationVersion();
    return "laneway " + (version == null ? "unpackaged" : version);
  }
}
