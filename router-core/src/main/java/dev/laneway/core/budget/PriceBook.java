package dev.laneway.core.budget;

import dev.laneway.api.LaneId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What models cost and hold, by vendor and model, as a dated table says. Finds a model also by an
 * alias: a dated id, {@code -latest}, {@code models/…}. What it does not know has no price.
 */
public final class PriceBook {

  private static final Pattern DATED =
      Pattern.compile("(-\\d{4}-\\d{2}-\\d{2}|-\\d{8}|-\\d{4}|-\\d{3}|@\\d+|-latest)$");

  private final Map<String, Entry> entries = new HashMap<>();
  private String date = "";

  private record Entry(Optional<Price> price, OptionalLong contextWindow) {}

  private PriceBook() {}

  /** The table that comes with this version. */
  public static PriceBook builtIn() {
    PriceBook book = new PriceBook();
    InputStream in = PriceBook.class.getResourceAsStream("prices.tsv");
    if (in == null) {
      throw new IllegalStateException("the built-in prices are missing");
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines.lines().forEach(book::read);
    } catch (IOException broken) {
      throw new UncheckedIOException("the built-in prices cannot be read", broken);
    }
    return book;
  }

  private void read(String line) {
    if (line.startsWith("# date ")) {
      date = line.substring("# date ".length());
    }
    if (line.startsWith("#") || line.isBlank()) {
      return;
    }
    String[] cells = line.split("\t", -1);
    Optional<Price> price = priceOf(cells, 2);
    if (price.isPresent() && !cells[6].isEmpty()) {
      long above = Long.parseLong(cells[6]);
      price = Optional.of(price.get().above(above, priceOf(cells, 7).orElseThrow()));
    }
    OptionalLong window =
        cells[5].isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(cells[5]));
    entries.put(cells[0] + "/" + cells[1], new Entry(price, window));
  }

  private static Optional<Price> priceOf(String[] cells, int at) {
    if (cells[at].isEmpty() || cells[at + 1].isEmpty()) {
      return Optional.empty();
    }
    Optional<BigDecimal> cached =
        cells[at + 2].isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(cells[at + 2]));
    return Optional.of(
        Price.perMillion(new BigDecimal(cells[at]), new BigDecimal(cells[at + 1]), cached));
  }

  /** The day on which the table was last true, as far as its origins say. */
  public String date() {
    return date;
  }

  /** The price of a lane's model; empty when nobody knows it. */
  public Optional<Price> priceOf(LaneId lane) {
    if (isFree(lane)) {
      return Optional.of(Price.FREE);
    }
    return find(lane).flatMap(Entry::price);
  }

  /** Models on one's own machine and a vendor's free variants cost nothing. */
  private static boolean isFree(LaneId lane) {
    return switch (lane.provider()) {
      case "ollama" -> !lane.model().endsWith("-cloud") && !lane.model().endsWith(":cloud");
      case "llamacpp", "lmstudio", "vllm" -> true;
      case "openrouter" -> lane.model().endsWith(":free") || lane.model().equals("openrouter/free");
      default -> false;
    };
  }

  /** The most tokens of a prompt; empty when nobody knows it. */
  public OptionalLong contextWindowOf(LaneId lane) {
    return find(lane).map(Entry::contextWindow).orElse(OptionalLong.empty());
  }

  private Optional<Entry> find(LaneId lane) {
    String model = lane.model().startsWith("models/") ? lane.model().substring(7) : lane.model();
    Entry entry = entries.get(lane.provider() + "/" + model);
    if (entry == null) {
      entry = entries.get(lane.provider() + "/" + DATED.matcher(model).replaceFirst(""));
    }
    if (entry == null) {
      entry = entries.get(lane.provider() + "/" + model + "-latest");
    }
    return Optional.ofNullable(entry);
  }
}
