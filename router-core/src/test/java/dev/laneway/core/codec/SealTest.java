package dev.laneway.core.codec;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SealTest {

  /** Broken bytes may look so; it was waited for without end. */
  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void what_asks_for_a_dictionary_is_refused() {
    byte[] compressed = {1, 0x78, 0x20, 0, 0, 0, 1, 3, 0};
    assertThatThrownBy(() -> Seal.none().open(compressed, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("stored bytes are broken");
  }
}
