package dev.laneway.cli.demo;

import dev.laneway.api.Budget;
import dev.laneway.api.spi.ApiKey;
import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderContext;
import dev.laneway.api.spi.ProviderFactory;
import dev.laneway.api.spi.ProviderSettings;
import dev.laneway.api.time.TimeSource;
import dev.laneway.cli.vendor.GeminiVendor;
import dev.laneway.cli.vendor.GroqVendor;
import dev.laneway.cli.vendor.OllamaVendor;
import dev.laneway.cli.vendor.OpenRouterVendor;
import dev.laneway.cli.vendor.SimulatedTime;
import dev.laneway.cli.vendor.SimulatedVendor;
import dev.laneway.cli.vendor.Weather;
import dev.laneway.core.Router;
import dev.laneway.core.event.RouterListener;
import dev.laneway.provider.gemini.GeminiFactory;
import dev.laneway.provider.groq.GroqFactory;
import dev.laneway.provider.ollama.OllamaFactory;
import dev.laneway.provider.openai.Vendors.OpenRouter;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;

/** The four vendors, with the same weather for everybody, and who may use them. */
final class World {

  static final String GEMINI = "gemini/gemini-3.8-flash";
  static final String GROQ = "groq/openai/gpt-oss-20b";
  static final String FREE = "openrouter/meta-llama/llama-3.3-70b-instruct:free";
  static final String PAID = "openrouter/meta-llama/llama-3.3-70b-instruct";
  static final String LOCAL = "ollama/llama3.2";

  /** Groq is out for almost a minute, OpenRouter slow for another. */
  private static final Weather GROQ_WEATHER =
      Weather.outage(Duration.ofSeconds(100), Duration.ofSeconds(150));

  private static final Weather OPENROUTER_WEATHER =
      Weather.slow(Duration.ofMinutes(3), Duration.ofMinutes(4), 6);

  private static final String KEY = "demo-key-of-no-vendor";

  private World() {}

  /** One copy of each vendor. */
  record Vendors(
      GeminiVendor gemini, GroqVendor groq, OpenRouterVendor openRouter, OllamaVendor ollama)
      implements AutoCloseable {

    static Vendors start(SimulatedTime time, long seed) {
      return new Vendors(
          new GeminiVendor(time, Weather.FAIR, seed),
          new GroqVendor(time, GROQ_WEATHER, seed),
          new OpenRouterVendor(time, OPENROUTER_WEATHER, seed),
          new OllamaVendor(time, Weather.FAIR, seed));
    }

    List<SimulatedVendor> all() {
      return List.of(gemini, groq, openRouter, ollama);
    }

    int throttled(String name) {
      return all().stream()
          .filter(vendor -> vendor.name().equals(name))
          .mapToInt(SimulatedVendor::throttled)
          .sum();
    }

    int throttled() {
      return all().stream().mapToInt(SimulatedVendor::throttled).sum();
    }

    @Override
    public void close() {
      all().forEach(SimulatedVendor::close);
    }
  }

  static Router router(Vendors vendors, TimeSource time, RouterListener listener) {
    return Router.builder()
        .account("gemini", a -> a.apiKey(KEY).baseUrl(vendors.gemini().baseUrl()).freeTier())
        .account("groq", a -> a.apiKey(KEY).baseUrl(vendors.groq().baseUrl()).freeTier())
        .account(
            "openrouter", a -> a.apiKey(KEY).baseUrl(vendors.openRouter().baseUrl()).freeTier())
        .account("ollama", a -> a.baseUrl(vendors.ollama().baseUrl()))
        .lane(GEMINI, l -> l.free())
        .lane(GROQ, l -> l.free())
        .lane(FREE, l -> l.free())
        .lane(LOCAL, l -> l.free().maxConcurrency(1))
        .lane(PAID, l -> l.price("0.10", "0.32"))
        .route("smart", r -> r.fallback(GEMINI, GROQ, FREE, PAID))
        .route("fast", r -> r.adaptive(GROQ, FREE, LOCAL, GEMINI))
        .route("bulk", r -> r.mostHeadroom(GROQ, FREE, LOCAL))
        .budget(Budget.perDay("0.01"))
        .timeSource(time)
        .grace(Duration.ZERO)
        .listener(listener)
        .build();
  }

  /** The same vendors, each alone, each in a copy of its own. */
  static List<LoneContender> alone(Vendors copies, TimeSource time, HttpClient http) {
    ProviderContext context = new ProviderContext(time, http);
    return List.of(
        lone(copies.gemini(), new GeminiFactory(), GEMINI, context),
        lone(copies.groq(), new GroqFactory(), GROQ, context),
        lone(copies.openRouter(), new OpenRouter(), FREE, context),
        lone(copies.ollama(), new OllamaFactory(), LOCAL, context));
  }

  private static LoneContender lone(
      SimulatedVendor vendor, ProviderFactory factory, String lane, ProviderContext context) {
    ApiKey key = factory.keyless() ? ApiKey.NONE : ApiKey.of(KEY);
    Provider provider =
        factory.create(ProviderSettings.of(factory.id(), key).at(vendor.baseUrl()), context);
    String model = lane.substring(lane.indexOf('/') + 1);
    return new LoneContender(vendor.name(), provider, model, context.time());
  }
}
