package dev.laneway.core.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the built-in table of prices from a file of prices: {@code PriceTable prices.json
 * prices.tsv}. Only figures carry over, each with the origins and dates that the file names.
 */
final class PriceTable {

  private static final String COLUMNS =
      "# provider\tmodel\tinput\toutput\tcached input\tcontext window\tabove prompt tokens"
          + "\tinput\toutput\tcached input";

  private PriceTable() {}

  public static void main(String[] files) throws IOException {
    Files.writeString(Path.of(files[1]), of(Path.of(files[0])));
  }

  static String of(Path json) throws IOException {
    JsonNode root = JsonMapper.builder().build().readTree(json.toFile());
    List<String> lines = new ArrayList<>();
    lines.add("# Dollars for a million tokens, standard tier. Absent means unknown.");
    lines.add("# date 2026-10-01");
    for (JsonNode origin : root.path("origins")) {
      lines.add(
          "# origin %s (%s), %s, %s"
              .formatted(
                  origin.path("repo").asText(),
                  origin.path("licence").asText(),
                  origin.path("commitDate").asText(),
                  origin.path("used").asText()));
    }
    lines.add("# origin vendors' pages, 2026-09 and 2026-10, where newer");
    lines.add(COLUMNS);
    root.path("providers")
        .properties()
        .forEach(
            vendor -> {
              for (JsonNode model : vendor.getValue().path("models")) {
                lines.add(row(vendor.getKey(), model));
              }
            });
    return String.join("\n", lines) + "\n";
  }

  private static String row(String vendor, JsonNode model) {
    JsonNode tier = model.path("tiers").path(0);
    return String.join(
        "\t",
        vendor,
        model.path("id").asText(),
        figure(model, "input"),
        figure(model, "output"),
        figure(model, "cachedInput"),
        figure(model, model.has("maxInput") ? "maxInput" : "contextWindow"),
        figure(tier, "aboveInputTokens"),
        figure(tier, "input"),
        figure(tier, "output"),
        figure(tier, "cachedInput"));
  }

  private static String figure(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isMissingNode() ? "" : value.decimalValue().toPlainString();
  }
}
