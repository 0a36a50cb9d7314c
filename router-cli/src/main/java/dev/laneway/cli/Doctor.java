package dev.laneway.cli;

import dev.laneway.core.LaneCheck;
import dev.laneway.core.Router;
import java.util.List;
import java.util.Set;

/** {@code laneway doctor}: each lane with one tiny call, and what to do about what is wrong. */
final class Doctor {

  static final String HELP =
      """
      laneway doctor [options]      calls each lane once ('check' is the same)

      Shows of each lane: the key's fingerprint, the address, the model that answered, how long it took, the limits
      that the answer told of; and for each problem what to do. Each call asks for a word or two and counts
      against the lane's quota. A lane without an answer after 30 seconds has failed.

        --config FILE     lanes from a JSON file in place of the environment
        --json            for programs: one JSON object on standard output
        --verbose         shows what the router logs

      Exit code: 0 every lane is well, 1 something is wrong, 2 usage.
      """;

  private final Shell shell;

  Doctor(Shell shell) {
    this.shell = shell;
  }

  int run(List<String> given) {
    Arguments arguments = Arguments.read("doctor", given, Set.of("--json"), Set.of("--config"));
    arguments.requireNoWords();
    try (Router router = Lanes.open(arguments)) {
      Thread cleanUp = new Thread(router::close, "laneway-clean-up");
      Runtime.getRuntime().addShutdownHook(cleanUp);
      try {
        int lanes = router.status().lanes().size();
        if (!arguments.has("--json") && shell.terminal().live()) {
          shell.err().println("Calling " + lanes + (lanes == 1 ? " lane" : " lanes") + " ...");
        }
        Findings findings = new Findings(router.check());
        shell.out().print(arguments.has("--json") ? findings.json() + "\n" : findings.text());
        shell.out().flush();
        return findings.checks().stream().allMatch(LaneCheck::isWell)
            ? Laneway.WELL
            : Laneway.FAILED;
      } finally {
        Lanes.forget(cleanUp);
      }
    }
  }
}
