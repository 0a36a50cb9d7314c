package dev.laneway.api;

import static java.util.Objects.requireNonNull;

/**
 * A function that the model may ask for.
 *
 * @param name what the model calls it
 * @param description when to use it, for the model
 * @param parameters a JSON schema as text; an object without properties for none
 */
public record Tool(String name, String description, String parameters) {

  private static final String NO_PARAMETERS = "{\"type\":\"object\",\"properties\":{}}";

  /** Checks that the tool is named. */
  public Tool {
    requireNonNull(description, "description");
    requireNonNull(parameters, "parameters");
    if (name.isBlank()) {
      throw new IllegalArgumentException("name of a tool must not be blank, was '" + name + "'");
    }
  }

  /** A tool without parameters. */
  public static Tool of(String name, String description) {
    return new Tool(name, description, NO_PARAMETERS);
  }

  /** A tool whose parameters are the components of a record; see {@link ToolCall#argumentsAs}. */
  public static Tool of(String name, String description, Class<? extends Record> parameters) {
    return new Tool(name, description, RecordSchema.of(parameters));
  }

  @Override
  public String toString() {
    return "tool " + name;
  }
}
