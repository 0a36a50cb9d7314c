package dev.laneway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

  @ParameterizedTest
  @CsvSource({
    "5, $5.00",
    "0.0000001, $0.0000001",
    "1e-13, $0.000000000001",
    "1e-999999999, $0.000000000001",
    "-1e-999999999, $0.00",
    "0e999999999, $0.00",
    "9000000, $9000000.00"
  })
  void an_amount_is_exact_down_to_a_picodollar(String text, String shown) {
    assertThat(Money.usd(text)).hasToString(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10000000", "9300000", "1e40", "-1e40", "1e999999999", "1e2147483647"})
  void an_amount_that_does_not_fit_is_refused_in_few_words(String text) {
    assertThatThrownBy(() -> Money.usd(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("an amount must be below nine million dollars, was ")
        .message()
        .hasSizeLessThan(80);
  }

  @Test
  void what_is_no_number_is_named() {
    assertThatThrownBy(() -> Money.usd("NaN"))
        .hasMessage("an amount must be a decimal number of dollars such as 5.00, was 'NaN'");
  }
}
