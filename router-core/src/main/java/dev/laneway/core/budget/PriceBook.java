package dev.laneway.core.budget;

import dev.laneway.api.LaneId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * What models cost and hold, by vendor and model, as a dated table says. Finds a model also by an
 * alias: a dated id, {@code -latest}, {@code models/…}. What it does not know has no price.
 */
public final class PriceBook {

  private static final Pattern DATED =
      Pattern.compile("(-\\d{4}-\\d{2}-\\d{2}|-\\d{8}|-\\d{4}|-\\d{3}|@\\d+|-latest)$");

  private static final String DATE = "\n# date ";

  private final String table;
  private final Map<String, Map<String, Entry>> vendors = new ConcurrentHashMap<>();

  private record Entry(Optional<Price> price, OptionalLong contextWindow) {}

  private PriceBook(String table) {
    this.table = table;
  }

  /** The table that comes with this version; a vendor's part is read when it is asked for. */
  public static PriceBook builtIn() {
    try (InputStream in = PriceBook.class.getResourceAsStream("prices.tsv")) {
      if (in == null) {
        throw new IllegalStateException("the built-in prices are missing");
      }
      return new PriceBook(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw new UncheckedIOException("the built-in prices cannot be read", broken);
    }
  }

  private Map<String, Entry> entriesOf(String vendor) {
    Map<String, Entry> known = vendors.get(vendor);
    if (known == null) {
      known = read(vendor + "\t");
      vendors.put(vendor, known);
    }
    return known;
  }

  /** The lines of a vendor stand together. */
  private Map<String, Entry> read(String vendor) {
    Map<String, Entry> entries = new HashMap<>();
    int at = table.indexOf("\n" + vendor) + 1;
    while (at > 0 && table.startsWith(vendor, at)) {
      int end = table.indexOf('\n', at);
      String[] cells = table.substring(at, end).split("\t", -1);
      entries.put(cells[1], entryOf(cells));
      at = end + 1;
    }
    return entries;
  }

  private static Entry entryOf(String[] cells) {
    Optional<Price> price = priceOf(cells, 2);
    if (price.isPresent() && !cells[6].isEmpty()) {
      long above = Long.parseLong(cells[6]);
      price = Optional.of(price.get().above(above, priceOf(cells, 7).orElseThrow()));
    }
    OptionalLong window =
        cells[5].isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(cells[5]));
    return new Entry(price, window);
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
    int at = table.indexOf(DATE) + DATE.length();
    return table.substring(at, table.indexOf('\n', at));
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
    Map<String, Entry> entries = entriesOf(lane.provider());
    Entry entry = entries.get(model);
    if (entry == null) {
      entry = entries.get(DATED.matcher(model).replaceFirst(""));
    }
    if (entry == null) {
      entry = entries.get(model + "-latest");
    }
    return Optional.ofNullable(entry);
  }
}
