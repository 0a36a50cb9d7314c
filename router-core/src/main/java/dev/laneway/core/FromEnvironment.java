package dev.laneway.core;

import dev.laneway.api.ModelInfo;
import dev.laneway.api.spi.ApiKey;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderContext;
import dev.laneway.api.spi.ProviderFactory;
import dev.laneway.api.spi.ProviderSettings;
import dev.laneway.api.spi.Timeouts;
import dev.laneway.api.time.SystemTime;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what the environment has keys for. */
final class FromEnvironment {

  private static final Logger log = LoggerFactory.getLogger(FromEnvironment.class);

  /** A local vendor either answers at once or is not there. */
  private static final Duration LOCAL_PATIENCE = Duration.ofMillis(700);

  private static final String LOCAL = "ollama";

  private FromEnvironment() {}

  static Router router(Map<String, String> environment) {
    return builder(environment).build();
  }

  static RouterBuilder builder(Map<String, String> environment) {
    return addTo(Router.builder(), environment);
  }

  static RouterBuilder addTo(RouterBuilder builder, Map<String, String> environment) {
    Catalogue catalogue = Catalogue.builtIn();
    List<String> found = new ArrayList<>();
    Wanted wanted = new Wanted();
    List<String> problems = new ArrayList<>();
    ModelVariables named = new ModelVariables(environment);
    Set<String> used = new HashSet<>();
    Map<String, ProviderFactory> factories = Factories.found(builder.providers, problems);
    for (ProviderFactory factory : factories.values()) {
      Optional<String> variable =
          factory.keyVariables().stream()
              .filter(name -> !environment.getOrDefault(name, "").isBlank())
              .findFirst();
      List<String> models = modelsOf(factory, variable.isPresent(), named, catalogue);
      if (models.isEmpty()) {
        wanted.add(factory, variable, !catalogue.defaultModels(factory.id()).isEmpty());
        continue;
      }
      builder.account(
          factory.id(),
          account -> {
            variable.ifPresent(name -> account.apiKey(environment.get(name)));
            account.freeTier();
          });
      used.add(factory.id());
      for (String model : models) {
        builder.lane(factory.id() + "/" + model);
        found.add(factory.id() + "/" + model);
      }
    }
    builder.problems.addAll(problems);
    wanted.unused.addAll(named.unused(factories, used));
    if (found.isEmpty()) {
      throw new IllegalStateException("no lane was found: " + wanted);
    }
    wanted.unused.forEach(name -> log.warn("A variable is not used: {}", name));
    log.info("Lanes from the environment: {}", found);
    return builder;
  }

  /** What would have made a lane, for people. */
  private static final class Wanted {

    private final List<String> providers = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final List<String> keysAndModels = new ArrayList<>();
    private final List<String> unused = new ArrayList<>();

    void add(ProviderFactory factory, Optional<String> key, boolean modelIsKnown) {
      String model = ModelVariables.nameFor(factory.id());
      providers.add(factory.id());
      key.ifPresent(name -> unused.add(name + " is set, but " + model + " is not"));
      for (String name : factory.keyVariables().stream().limit(1).toList()) {
        (modelIsKnown ? keys : keysAndModels).add(modelIsKnown ? name : name + " and " + model);
      }
    }

    @Override
    public String toString() {
      if (providers.isEmpty()) {
        return "there is no provider; add the jar of one, such as dev.laneway:provider-groq";
      }
      StringBuilder words = new StringBuilder();
      unused.forEach(name -> words.append(name).append("; "));
      words.append("set one of ").append(keys.isEmpty() ? keysAndModels : keys);
      if (providers.contains(LOCAL)) {
        words.append(", or start Ollama on its usual port");
      }
      return words + "; other vendors need their provider's jar as well";
    }
  }

  private static List<String> modelsOf(
      ProviderFactory factory, boolean hasKey, ModelVariables named, Catalogue catalogue) {
    List<String> usual =
        hasKey
            ? catalogue.defaultModels(factory.id())
            : factory.id().equals(LOCAL) ? localModels(factory) : List.of();
    Optional<String> own = named.of(factory.id());
    return own.isPresent() && (hasKey || !usual.isEmpty()) ? List.of(own.get()) : usual;
  }

  /** The first model that a local vendor lists, if it answers. */
  private static List<String> localModels(ProviderFactory factory) {
    HttpClient http = HttpClient.newBuilder().connectTimeout(LOCAL_PATIENCE).build();
    try (SystemTime time = SystemTime.start("laneway-probe");
        Provider provider =
            factory.create(
                ProviderSettings.of(factory.id(), ApiKey.NONE), new ProviderContext(time, http))) {
      List<ModelInfo> models = provider.models(quick()).get();
      return models.stream().limit(1).map(ModelInfo::id).toList();
    } catch (ExecutionException notThere) {
      log.debug("No {} on its usual port", factory.id());
      return List.of();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private static CallControl quick() {
    return new CallControl() {
      @Override
      public String model() {
        return "";
      }

      @Override
      public Timeouts timeouts() {
        return new Timeouts(LOCAL_PATIENCE, LOCAL_PATIENCE, LOCAL_PATIENCE);
      }
    };
  }
}
