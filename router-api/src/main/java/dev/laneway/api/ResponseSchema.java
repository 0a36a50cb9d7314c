package dev.laneway.api;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * The form that the answer must have.
 *
 * @param name a short name, which some vendors want
 * @param json a JSON schema as text; empty for any JSON object
 * @param strict whether the vendor shall enforce each detail where it can
 */
public record ResponseSchema(String name, String json, boolean strict) {

  /** Any JSON object. */
  public static final ResponseSchema ANY_OBJECT = new ResponseSchema("object", "", false);

  /** Checks that the schema is named. */
  public ResponseSchema {
    requireNonNull(json, "json");
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "name of a responseSchema must not be blank, was '" + name + "'");
    }
  }

  /** The components of a record; read the answer with {@link ChatReply#as}. */
  public static ResponseSchema of(Class<? extends Record> type) {
    return new ResponseSchema(
        type.getSimpleName().toLowerCase(Locale.ROOT), RecordSchema.of(type), true);
  }

  /** A JSON schema of your own. */
  public static ResponseSchema ofJson(String schema) {
    if (schema.isBlank()) {
      throw new IllegalArgumentException("responseSchema must be a JSON schema, was blank");
    }
    return new ResponseSchema("answer", schema, true);
  }
}
