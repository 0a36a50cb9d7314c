package dev.laneway.api;

import static java.util.Objects.requireNonNull;

/**
 * The model asks for a tool.
 *
 * @param id the vendor's id of this call, empty where the vendor gave none; results refer to it
 * @param name the tool's name
 * @param arguments JSON text as the model wrote it: models do write invalid JSON
 * @param state what the vendor wants back with this call
 */
public record ToolCall(String id, String name, String arguments, VendorState state) {

  /** Checks that all are there. */
  public ToolCall {
    requireNonNull(id, "id");
    requireNonNull(name, "name");
    requireNonNull(arguments, "arguments");
    requireNonNull(state, "state");
  }

  /** A call without vendor state. */
  public static ToolCall of(String id, String name, String arguments) {
    return new ToolCall(id, name, arguments, VendorState.NONE);
  }

  /**
   * The arguments as a record of yours; unknown members are ignored.
   *
   * @throws IllegalArgumentException if the model's JSON does not fit, without quoting it
   */
  public <T extends Record> T argumentsAs(Class<T> type) {
    return JsonBinding.installed().read(arguments.isBlank() ? "{}" : arguments, type);
  }

  @Override
  public String toString() {
    return "call of " + name + ", " + arguments.length() + " characters";
  }
}
