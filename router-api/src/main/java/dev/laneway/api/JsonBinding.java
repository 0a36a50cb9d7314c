package dev.laneway.api;

import java.util.ServiceLoader;

/**
 * Turns JSON text into records and back, for {@code reply.as(…)} and {@code call.argumentsAs(…)}.
 * {@code router-core} brings one; an application may bring its own as a service.
 */
public interface JsonBinding {

  /**
   * Reads JSON text into a record, ignoring members that it does not know.
   *
   * @throws IllegalArgumentException if the text is no JSON or does not fit, without quoting it
   */
  <T extends Record> T read(String json, Class<T> type);

  /** Writes a record as JSON text. */
  String write(Record value);

  /** The binding on the class path or module path. */
  static JsonBinding installed() {
    return Installed.BINDING;
  }

  /** Found once, on first use. */
  final class Installed {

    private static final JsonBinding BINDING =
        ServiceLoader.load(JsonBinding.class, JsonBinding.class.getClassLoader())
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "no JsonBinding on the class path: add dev.laneway:router-core"));

    private Installed() {}
  }
}
