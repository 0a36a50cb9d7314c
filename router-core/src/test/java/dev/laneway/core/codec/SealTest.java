package dev.laneway.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
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

  @Test
  void a_seal_that_proves_opens_only_what_was_encrypted_for_its_place() {
    SecretKey key = new SecretKeySpec(new byte[32], "AES");
    byte[] words = "words".getBytes(StandardCharsets.UTF_8);
    Seal proving = Seal.proving(key);
    assertThat(proving.open(Seal.with(key).close(words, "here"), "here")).isEqualTo(words);
    byte[] plain = Seal.none().close(words, "here");
    for (int claimed = 0; claimed < 8; claimed++) {
      plain[0] = (byte) claimed;
      assertThatThrownBy(() -> proving.open(plain, "here"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
