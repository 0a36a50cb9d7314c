package dev.laneway.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;

/** What a native image cannot see: the tree of properties, and the data that core reads. */
final class LanewayRuntimeHints implements RuntimeHintsRegistrar {

  @Override
  public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
    hints
        .resources()
        .registerPattern("dev/laneway/core/catalogue.json")
        .registerPattern("dev/laneway/core/budget/prices.tsv")
        .registerPattern("META-INF/services/dev.laneway.*");
    BindableRuntimeHintsRegistrar.forTypes(LanewayProperties.class).registerHints(hints);
  }
}
