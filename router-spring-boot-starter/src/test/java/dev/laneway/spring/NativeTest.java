package dev.laneway.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.core.AccountConfig;
import dev.laneway.core.LaneConfig;
import dev.laneway.core.QuotaConfig;
import dev.laneway.core.RouteConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.TypeHint;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;

/** A native image is told what it cannot see. */
class NativeTest {

  private final RuntimeHints hints = new RuntimeHints();

  NativeTest() {
    new LanewayRuntimeHints().registerHints(hints, getClass().getClassLoader());
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        LanewayProperties.class,
        AccountConfig.class,
        LaneConfig.class,
        LaneConfig.Price.class,
        QuotaConfig.class,
        QuotaConfig.Limit.class,
        RouteConfig.class
      })
  void the_records_of_the_tree_can_be_made(Class<?> type) {
    assertThat(
            hints
                .reflection()
                .typeHints()
                .filter(hint -> hint.getType().equals(TypeReference.of(type)))
                .flatMap(TypeHint::constructors)
                .toList())
        .singleElement()
        .satisfies(
            made ->
                assertThat(made.getParameterTypes())
                    .hasSameSizeAs(type.getDeclaredConstructors()[0].getParameterTypes()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev/laneway/core/catalogue.json", "dev/laneway/core/budget/prices.tsv"})
  void the_data_of_core_is_taken_along(String resource) {
    assertThat(getClass().getClassLoader().getResource(resource)).isNotNull();
    assertThat(RuntimeHintsPredicates.resource().forResource(resource)).accepts(hints);
  }

  @Test
  void services_are_taken_along() {
    assertThat(
            RuntimeHintsPredicates.resource()
                .forResource("META-INF/services/dev.laneway.api.spi.ProviderFactory"))
        .accepts(hints);
  }
}
