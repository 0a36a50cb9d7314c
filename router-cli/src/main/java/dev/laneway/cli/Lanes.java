package dev.laneway.cli;

import dev.laneway.core.Router;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Where the commands get their lanes: the environment, or a file. */
final class Lanes {

  private Lanes() {}

  static Router open(Arguments arguments) {
    Optional<Path> file = arguments.value("--config").map(name -> existing(arguments, name));
    return file.map(Router::fromConfig).orElseGet(Router::fromEnvironment);
  }

  static Path existing(Arguments arguments, String name) {
    try {
      Path file = Path.of(name);
      if (Files.isReadable(file) && !Files.isDirectory(file)) {
        return file;
      }
    } catch (InvalidPathException wrong) {
      throw arguments.wrong("--config must be a file's name, was '" + name + "'");
    }
    throw arguments.wrong("--config must be a file that can be read, was '" + name + "'");
  }

  /** Removes a shutdown hook that has become needless, unless the shutdown has begun. */
  static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      hook.setName(hook.getName() + "-running"); // the hook runs already: nothing to remove
    }
  }
}
