package dev.laneway.integration.keys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Everything that the suite lets out: standard output and error, both kinds of logging at their
 * finest, and whatever a test hands over because a person or a program would come to see it.
 */
public final class Emitted {

  private static final ByteArrayOutputStream ALL = new ByteArrayOutputStream();

  /** Its HTTP client tells of each byte when it is asked to. */
  private static final Logger JDK = Logger.getLogger("jdk");

  private static final Path TRACE = Path.of("target/trace.log");

  private Emitted() {}

  /** Listens from now on. */
  static void listen() {
    System.setOut(new PrintStream(new Both(System.out), true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(new Both(System.err), true, StandardCharsets.UTF_8));
    Logger root = Logger.getLogger("");
    root.addHandler(new Keeper());
    root.setLevel(Level.ALL);
    JDK.setLevel(Level.INFO);
  }

  /** Adds what a person would see of these: their texts and, of exceptions, the whole chain. */
  public static void see(Object... things) {
    for (Object thing : things) {
      add(thing + "\n");
      if (thing instanceof Throwable thrown) {
        ByteArrayOutputStream trace = new ByteArrayOutputStream();
        thrown.printStackTrace(new PrintStream(trace, true, StandardCharsets.UTF_8));
        add(trace.toString(StandardCharsets.UTF_8));
      }
    }
  }

  private static void add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ALL.write(bytes, 0, bytes.length);
  }

  /** Where a text stands in all of it so far, with what stands around it. */
  static Optional<String> around(String text) {
    String all = ALL.toString(StandardCharsets.UTF_8) + traced();
    int found = all.indexOf(text);
    return found < 0
        ? Optional.empty()
        : Optional.of(
            all.substring(
                Math.max(0, found - 400), Math.min(all.length(), found + text.length() + 100)));
  }

  private static String traced() {
    try {
      return Files.exists(TRACE) ? Files.readString(TRACE) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Both extends OutputStream {

    private final PrintStream console;

    Both(PrintStream console) {
      this.console = console;
    }

    @Override
    public void write(int one) {
      console.write(one);
      ALL.write(one);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      console.write(bytes, from, length);
      ALL.write(bytes, from, length);
    }

    @Override
    public void flush() {
      console.flush();
    }
  }

  private static final class Keeper extends Handler {

    Keeper() {
      setLevel(Level.ALL);
      setFormatter(new SimpleFormatter());
    }

    @Override
    public void publish(LogRecord event) {
      add(getFormatter().format(event));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
