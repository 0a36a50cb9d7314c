package dev.laneway.api;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WrongAmountsTest {

  @Test
  void an_amount_that_is_none_is_named_with_its_setting() {
    assertThatThrownBy(() -> CallOptions.builder().maxCost("cheap"))
        .hasMessage("maxCost must be a decimal number of dollars such as 5.00, was 'cheap'");
    assertThatThrownBy(() -> Budget.perDay("five"))
        .hasMessageStartingWith("amount of a budget must be a decimal number of dollars");
  }
}
