package dev.laneway.api.spi;

import java.util.List;

/**
 * The way into a provider module, found by {@link java.util.ServiceLoader}: declare it in {@code
 * module-info} and under {@code META-INF/services}. One factory may not throw from its constructor.
 */
public interface ProviderFactory {

  /** The provider's word in lane ids: lower case, stable, unique. */
  String id();

  /** Environment variables that may hold a key, the usual one first; empty for a keyless vendor. */
  default List<String> keyVariables() {
    return List.of();
  }

  /** Whether the vendor wants no key. */
  default boolean keyless() {
    return keyVariables().isEmpty();
  }

  /**
   * Makes the provider of one account. Must not send anything.
   *
   * @throws IllegalArgumentException if a setting is wrong, naming setting, value and rule
   */
  Provider create(ProviderSettings settings, ProviderContext context);
}
