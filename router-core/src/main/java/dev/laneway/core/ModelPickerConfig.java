package dev.laneway.core;

import java.util.Map;

/**
 * A small model that chooses routes, in a configuration.
 *
 * @param askedOn route on which the small model is asked
 * @param routes each route that may be chosen, and for what it is meant
 */
public record ModelPickerConfig(String askedOn, Map<String, String> routes) {

  /** Checks that there is a route to ask on, and copies. */
  public ModelPickerConfig {
    Config.required(askedOn, "model-picker.asked-on");
    routes = Config.copied(routes);
  }
}
