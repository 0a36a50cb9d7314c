package dev.laneway.core;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.laneway.api.LaneId;
import dev.laneway.api.Window;
import dev.laneway.core.QuotaSettings.VendorClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What is known of vendors before the first call: how their clocks turn, models, free tiers. */
final class Catalogue {

  private final Map<String, KnownVendor> vendors;

  private Catalogue(Map<String, KnownVendor> vendors) {
    this.vendors = vendors;
  }

  /** The catalogue that comes with this version. */
  static Catalogue builtIn() {
    try (InputStream in = Catalogue.class.getResourceAsStream("catalogue.json");
        JsonParser tokens = new JsonFactory().createParser(in)) {
      return new Catalogue(KnownVendor.readAll(tokens));
    } catch (IOException broken) {
      throw new UncheckedIOException("the built-in catalogue cannot be read", broken);
    }
  }

  /** How a vendor's minutes and days turn; rolling where nothing is known. */
  VendorClock clockOf(String provider) {
    KnownVendor vendor = vendor(provider);
    ZoneId zone = ZoneId.of(vendor.zone());
    return new VendorClock(
        window -> turning(vendor.minute(), window.length()),
        any ->
            vendor.day().equals("calendar")
                ? Window.dayOf(zone)
                : turning(vendor.day(), Duration.ofDays(1)));
  }

  private KnownVendor vendor(String provider) {
    return vendors.getOrDefault(provider, KnownVendor.UNKNOWN);
  }

  private static Window turning(String kind, Duration length) {
    return switch (kind) {
      case "fixed" -> Window.fixed(length);
      case "bucket" -> Window.bucket(length);
      default -> Window.rolling(length);
    };
  }

  /** The models to begin with at this vendor; empty where nothing is known. */
  List<String> defaultModels(String provider) {
    return vendor(provider).defaults();
  }

  /** Whether this is a model that turns texts into vectors. */
  boolean isEmbedding(LaneId lane) {
    return vendor(lane.provider()).embeddings().contains(lane.model())
        || lane.model().contains("embed")
        || lane.model().contains("minilm")
        || lane.model().startsWith("bge-");
  }

  /** The most tokens of a prompt, where known. */
  OptionalLong contextWindowOf(LaneId lane) {
    Long window = modelOf(lane).get("contextWindow");
    return window == null ? OptionalLong.empty() : OptionalLong.of(window);
  }

  /** Whether a lane draws on an allowance of its vendor's that all free models share. */
  boolean drawsOnFreeModels(LaneId lane) {
    return !vendor(lane.provider()).freeModels().isEmpty()
        && (lane.model().endsWith(":free") || lane.model().equals("openrouter/free"));
  }

  /** The free-tier limits of a lane, as far as they are known. */
  QuotaSettings freeTierOf(LaneId lane) {
    Map<String, Long> limits =
        drawsOnFreeModels(lane) ? vendor(lane.provider()).freeModels() : modelOf(lane);
    QuotaSettings quota = new QuotaSettings();
    for (Map.Entry<String, Long> limit : limits.entrySet()) {
      add(limit.getKey(), limit.getValue(), quota);
    }
    return quota;
  }

  private static void add(String limit, long amount, QuotaSettings quota) {
    switch (limit) {
      case "requestsPerSecond" -> quota.requestsPerSecond(amount);
      case "requestsPerMinute" -> quota.requestsPerMinute(amount);
      case "requestsPerDay" -> quota.requestsPerDay(amount);
      case "tokensPerMinute" -> quota.tokensPerMinute(amount);
      case "tokensPerDay" -> quota.tokensPerDay(amount);
      case "concurrency" -> quota.concurrency(amount);
      default -> {
        return; // known of the model, and no limit
      }
    }
  }

  private Map<String, Long> modelOf(LaneId lane) {
    return vendor(lane.provider()).models().getOrDefault(lane.model(), Map.of());
  }
}
