package dev.laneway.api;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Whether the model must, may or must not ask for a tool.
 *
 * @param tool the name of the one tool that is meant by {@link Mode#ONE}, else empty
 */
public record ToolChoice(Mode mode, String tool) {

  /** The four ways of choosing. */
  public enum Mode {
    /** The model decides. */
    AUTO,
    /** No tool. */
    NONE,
    /** Some tool. */
    REQUIRED,
    /** This one. */
    ONE
  }

  /** The model decides. */
  public static final ToolChoice AUTO = new ToolChoice(Mode.AUTO, "");

  /** No tool, although some are declared. */
  public static final ToolChoice NONE = new ToolChoice(Mode.NONE, "");

  /** At least one tool, whichever. */
  public static final ToolChoice REQUIRED = new ToolChoice(Mode.REQUIRED, "");

  /** Checks that a name stands where one is needed and only there. */
  public ToolChoice {
    requireNonNull(mode, "mode");
    if ((mode == Mode.ONE) == tool.isBlank()) {
      throw new IllegalArgumentException(
          "toolChoice names a tool exactly when it is ONE, was " + mode + " with '" + tool + "'");
    }
  }

  /** Refuses to name a tool that is not there. */
  void requireAmong(List<Tool> tools) {
    List<String> names = tools.stream().map(Tool::name).toList();
    if (mode == Mode.ONE && !names.contains(tool)) {
      throw new IllegalArgumentException(
          "toolChoice must name one of the tools " + names + ", was '" + tool + "'");
    }
  }

  /** This tool and no other. */
  public static ToolChoice tool(String name) {
    return new ToolChoice(Mode.ONE, name);
  }
}
