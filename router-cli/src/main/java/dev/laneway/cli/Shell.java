package dev.laneway.cli;

import java.io.PrintStream;
import java.util.Map;

/** Where a command runs: what it may write to and read from. */
public record Shell(
    PrintStream out, PrintStream err, Map<String, String> environment, Terminal terminal) {

  /** Copies the environment. */
  public Shell {
    environment = Map.copyOf(environment);
  }

  @Override
  public String toString() {
    return "shell with " + terminal; // the environment holds keys
  }
}
