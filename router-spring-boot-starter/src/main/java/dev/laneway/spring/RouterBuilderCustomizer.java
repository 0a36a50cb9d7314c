package dev.laneway.spring;

import dev.laneway.core.RouterBuilder;

/**
 * A bean that sets what properties do not say. All are called in their order, after the properties
 * were applied, when the application starts and again whenever its configuration changes.
 */
@FunctionalInterface
public interface RouterBuilderCustomizer {

  /** Sets what is needed; must not keep the builder. */
  void customize(RouterBuilder builder);
}
