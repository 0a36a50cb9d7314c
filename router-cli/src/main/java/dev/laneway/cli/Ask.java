package dev.laneway.cli;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.ChatStream;
import dev.laneway.api.RouterException;
import dev.laneway.core.Router;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** {@code laneway ask}: one question, answered while it is being written. */
final class Ask {

  static final String HELP =
      """
      laneway ask [options] "prompt"      asks one question and shows the answer as it comes

        --route NAME      the route to take; 'default' unless told
        --lane ID         this one lane, such as groq/openai/gpt-oss-20b
        --deadline N      seconds until it must be there; 30 unless told
        --explain         shows which lanes would be tried and why the others not; sends nothing
        --receipt         shows afterwards, on standard error, what happened
        --config FILE     lanes and routes from a JSON file in place of the environment
        --verbose         shows what the router logs

      The answer goes to standard output and nothing else does. Exit code: 0 answered, 1 not, 2 usage.
      """;

  private static final Set<String> SWITCHES = Set.of("--explain", "--receipt");
  private static final Set<String> VALUED = Set.of("--route", "--lane", "--config", "--deadline");

  private final Shell shell;

  Ask(Shell shell) {
    this.shell = shell;
  }

  int run(List<String> given) {
    Arguments arguments = Arguments.read("ask", given, SWITCHES, VALUED);
    ChatRequest request = ChatRequest.of(promptOf(arguments));
    CallOptions options = optionsOf(arguments);
    Router router = Lanes.open(arguments);
    Thread cleanUp = new Thread(router::close, "laneway-clean-up");
    Runtime.getRuntime().addShutdownHook(cleanUp);
    try (router) {
      if (arguments.has("--explain")) {
        shell.out().println(router.explain(request, options));
        return Laneway.WELL;
      }
      return answer(router, request, options, arguments.has("--receipt"));
    } finally {
      Lanes.forget(cleanUp);
    }
  }

  private static String promptOf(Arguments arguments) {
    List<String> words = arguments.words();
    if (words.size() != 1 || words.get(0).isBlank()) {
      throw arguments.wrong(
          words.size() > 1
              ? "takes one prompt, was given " + words.size() + ": put it in quotes"
              : "needs a prompt");
    }
    return words.get(0);
  }

  private static CallOptions optionsOf(Arguments arguments) {
    CallOptions.Builder options =
        CallOptions.builder()
            .deadline(Duration.ofSeconds(arguments.number("--deadline", 30, 1, 86_400)));
    arguments.value("--route").ifPresent(options::route);
    try {
      arguments.value("--lane").ifPresent(options::lane);
    } catch (IllegalArgumentException wrong) {
      throw arguments.wrong("--lane: " + wrong.getMessage());
    }
    return options.build();
  }

  private int answer(Router router, ChatRequest request, CallOptions options, boolean receipt) {
    try (ChatStream stream = router.stream(request, options)) {
      ChatReply reply = shown(stream);
      shell.out().println();
      shell.out().flush();
      if (receipt) {
        shell.err().println(reply.receipt());
      }
      return Laneway.WELL;
    } catch (RouterException failed) {
      shell.out().flush();
      failed.textSoFar().ifPresent(text -> shell.err().println());
      shell.err().println("laneway ask: " + failed.getMessage());
      failed.retryAt().ifPresent(at -> shell.err().println("try again at " + at));
      if (receipt) {
        shell.err().println(failed.receipt());
      }
      return Laneway.FAILED;
    }
  }

  private ChatReply shown(ChatStream stream) {
    for (ChatEvent event : stream) {
      if (event instanceof ChatEvent.TextDelta piece) {
        shell.out().print(piece.text());
        if (shell.out().checkError()) { // it flushes, too
          throw new IllegalStateException("standard output is closed");
        }
      }
    }
    return stream.reply();
  }
}
