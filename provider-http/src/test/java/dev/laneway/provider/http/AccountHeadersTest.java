package dev.laneway.provider.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laneway.api.AccountId;
import dev.laneway.api.spi.ApiKey;
import dev.laneway.api.spi.ProviderContext;
import dev.laneway.api.spi.ProviderSettings;
import dev.laneway.api.time.SystemTime;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountHeadersTest {

  private static final VendorProfile VENDOR =
      VendorProfile.bearer(
          "acme", "https://acme.invalid/v1", LimitReader.NONE, StandardFailures.ROLLING);

  @ParameterizedTest
  @ValueSource(strings = {"bad name", "Host"})
  void a_header_that_cannot_be_sent_is_named_with_its_account(String name) {
    ProviderSettings settings =
        new ProviderSettings(
            AccountId.of("acme@work"), ApiKey.of("k"), Optional.empty(), Map.of(name, "secret"));
    try (SystemTime time = SystemTime.start("headers-time")) {
      ProviderContext context = new ProviderContext(time, HttpClient.newHttpClient());
      assertThatThrownBy(() -> new VendorHttp(VENDOR, settings, context))
          .hasMessage(
              "headers of account 'acme@work' must hold what HTTP can send, '%s' or its value"
                  + " cannot be sent",
              name);
    }
  }
}
