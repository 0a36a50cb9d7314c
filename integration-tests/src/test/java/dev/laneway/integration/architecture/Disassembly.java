package dev.laneway.integration.architecture;

import dev.laneway.integration.Project;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a module shows whose types cannot be loaded here, as their frameworks are not: {@link
 * Signatures} without a class loader, by {@code javap}.
 */
final class Disassembly {

  private static final ToolProvider JAVAP = ToolProvider.findFirst("javap").orElseThrow();

  private Disassembly() {}

  static String of(String module) {
    Map<String, List<String>> types = new TreeMap<>();
    for (Path file : Project.classFilesOf(module)) {
      List<String> lines = linesOf(file);
      if (lines.get(0).startsWith("public ")) {
        types.put(CompiledClass.read(file).name(), lines);
      }
    }
    return types.entrySet().stream()
        .filter(type -> types.containsKey(outermost(type.getKey())))
        .flatMap(type -> Stream.concat(type.getValue().stream(), Stream.of("")))
        .collect(Collectors.joining("\n"));
  }

  private static String outermost(String name) {
    return name.replaceFirst("\\$.*", "");
  }

  /** The head of a type, then its members in an order that no compiler has a say in. */
  private static List<String> linesOf(Path file) {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int problems = JAVAP.run(out, out, "-protected", file.toString());
    if (problems != 0) {
      throw new IllegalStateException(said.toString());
    }
    List<String> lines =
        said.toString()
            .lines()
            .filter(line -> !line.startsWith("Compiled from") && !line.equals("}"))
            .map(
                line ->
                    line.replaceFirst(" \\{$", "").replaceAll("java\\.(lang|util)\\.(?=[A-Z])", ""))
            .toList();
    return Stream.concat(lines.stream().limit(1), lines.stream().skip(1).sorted()).toList();
  }
}
