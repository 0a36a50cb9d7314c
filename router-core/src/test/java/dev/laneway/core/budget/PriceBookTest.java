package dev.laneway.core.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.laneway.api.LaneId;
import dev.laneway.api.Money;
import dev.laneway.api.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PriceBookTest {

  private final PriceBook book = PriceBook.builtIn();

  private Money costOf(String lane, Usage usage) {
    return book.priceOf(LaneId.of(lane)).orElseThrow().of(usage);
  }

  @Test
  void a_million_tokens_cost_what_the_vendor_lists() {
    assertThat(costOf("gemini/gemini-2.5-flash", Usage.of(1_000_000, 0)))
        .isEqualTo(Money.usd("0.3"));
    assertThat(costOf("gemini/gemini-2.5-flash", Usage.of(0, 1_000_000)))
        .isEqualTo(Money.usd("2.5"));
    assertThat(costOf("gemini/gemini-2.5-flash", Usage.of(1_000_000, 0, 1_000_000, 0)))
        .isEqualTo(Money.usd("0.03"));
  }

  @Test
  void long_prompts_have_their_own_price_for_the_whole_call() {
    assertThat(costOf("gemini/gemini-2.5-pro", Usage.of(200_000, 0))).isEqualTo(Money.usd("0.25"));
    assertThat(costOf("gemini/gemini-2.5-pro", Usage.of(400_000, 0))).isEqualTo(Money.usd("1"));
  }

  @Test
  void a_dated_id_is_found_by_its_family() {
    assertThat(book.priceOf(LaneId.of("gemini/models/gemini-2.5-flash"))).isPresent();
    assertThat(book.priceOf(LaneId.of("gemini/gemini-2.5-flash-2026-01-31"))).isPresent();
  }

  @Test
  void what_runs_at_home_and_free_variants_cost_nothing() {
    assertThat(costOf("ollama/llama3.2", Usage.of(1_000, 1_000))).isEqualTo(Money.ZERO);
    assertThat(costOf("openrouter/meta-llama/llama-3.3-70b-instruct:free", Usage.of(9, 9)))
        .isEqualTo(Money.ZERO);
  }

  @Test
  void an_unknown_model_has_no_price() {
    assertThat(book.priceOf(LaneId.of("gemini/gemini-99-ultra"))).isEmpty();
    assertThat(book.priceOf(LaneId.of("nobody/gpt-4o"))).isEmpty();
  }

  @Test
  void the_table_says_its_date_and_is_what_its_program_makes() throws IOException {
    assertThat(book.date()).isEqualTo("2026-10-01");
    Path data = Path.of("../../shared/data/model-prices.json");
    assumeTrue(
        Files.exists(data), "prices.tsv is not compared: no ../shared/data beside the project");
    try (InputStream in = PriceBook.class.getResourceAsStream("prices.tsv")) {
      assertThat(in).isNotNull();
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(PriceTable.of(data));
    }
  }
}
