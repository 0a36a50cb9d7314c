package dev.laneway.core;

import dev.laneway.api.AccountId;
import dev.laneway.api.Budget;
import dev.laneway.api.LaneId;
import dev.laneway.api.spi.ApiKey;
import dev.laneway.api.spi.ProviderFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds everything that is wrong with a builder's settings, and says it all at once. */
final class Validation {

  private final RouterBuilder settings;
  private final Map<String, ProviderFactory> factories;
  private final Catalogue catalogue;
  private final Strategies strategies;
  private final List<String> problems;

  Validation(
      RouterBuilder settings,
      Map<String, ProviderFactory> factories,
      Catalogue catalogue,
      Strategies strategies) {
    this.strategies = strategies;
    this.settings = settings;
    this.factories = factories;
    this.catalogue = catalogue;
    this.problems = new ArrayList<>(settings.problems);
  }

  void check() {
    if (settings.lanes.isEmpty() && settings.lanesLater.isEmpty() && problems.isEmpty()) {
      problems.add("lanes must not be empty: declare one with lane(\"provider/model\")");
    }
    settings.accounts.values().forEach(this::checkAccount);
    settings.lanes.values().forEach(this::checkLane);
    settings.routes.values().forEach(this::checkRoute);
    checkStrategy("strategy", settings.usualStrategy);
    settings.pickers.forEach(this::checkPicker);
    if (settings.modelPicker != null) {
      checkPicker(settings.modelPicker);
    }
    settings.budgets.forEach(this::checkBudget);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    warnOfSharedKeys();
  }

  private void checkAccount(AccountSettings account) {
    AccountId id = account.id();
    ProviderFactory factory = factories.get(id.provider());
    if (factory == null) {
      problems.add(
          "account '%s' needs provider '%s', found are %s: add its jar or provider(…)"
              .formatted(id, id.provider(), factories.keySet()));
      return;
    }
    boolean wanted = !factory.keyless() && !account.apiKey().isPresent();
    if (!account.isKeyRefused() && (wanted || account.isKeyMissing())) {
      problems.add(
          "apiKey of account '%s' must not be blank%s"
              .formatted(
                  id,
                  factory.keyVariables().isEmpty()
                      ? ""
                      : ": usually it is in " + factory.keyVariables().get(0)));
    }
    try {
      account.toProviderSettings();
    } catch (IllegalArgumentException wrong) {
      problems.add("account '" + id + "': " + wrong.getMessage());
    }
  }

  private void checkLane(LaneSettings lane) {
    if (!settings.accounts.containsKey(lane.id().account())) {
      problems.add(
          "lane '%s' needs account '%s', declared are %s%s"
              .formatted(
                  lane.id(),
                  lane.id().account(),
                  settings.accounts.keySet(),
                  factories.containsKey(lane.id().provider())
                      ? ""
                      : ", and providers found are " + factories.keySet()));
    }
    for (String pool : lane.pools()) {
      if (!settings.pools.containsKey(pool)) {
        problems.add(
            "lane '%s' draws on pool '%s', declared are %s"
                .formatted(lane.id(), pool, settings.pools.keySet()));
      }
    }
    try {
      lane.quota().limits(catalogue.clockOf(lane.id().provider()));
    } catch (IllegalArgumentException wrong) {
      problems.add("quota of lane '" + lane.id() + "': " + wrong.getMessage());
    }
  }

  private void checkStrategy(String setting, String name) {
    if (!name.isEmpty() && !strategies.names().contains(name)) {
      problems.add("%s must be one of %s, was '%s'".formatted(setting, strategies.names(), name));
    }
  }

  private void checkRoute(RouteSettings route) {
    checkStrategy("strategy of route '" + route.name() + "'", route.strategyName());
    if (route.lanes().isEmpty()) {
      problems.add("lanes of route '" + route.name() + "' must not be empty");
    }
    for (LaneId lane : route.downgrade()) {
      if (!settings.lanes.containsKey(lane)) {
        problems.add(
            "downgrade of route '%s' names lane '%s', declared are %s"
                .formatted(route.name(), lane, settings.lanes.keySet()));
      }
    }
    Set<LaneId> seen = new HashSet<>();
    Set<String> embeddingModels = new TreeSet<>();
    boolean chats = false;
    for (LaneId lane : route.lanes()) {
      if (!settings.lanes.containsKey(lane)) {
        problems.add(
            "route '%s' names lane '%s', declared are %s"
                .formatted(route.name(), lane, settings.lanes.keySet()));
      }
      if (!seen.add(lane)) {
        problems.add("route '%s' names lane '%s' twice".formatted(route.name(), lane));
      }
      if (catalogue.isEmbedding(lane)) {
        embeddingModels.add(lane.model());
      } else {
        chats = true;
      }
    }
    if (embeddingModels.size() > 1) {
      problems.add(
          "route '%s' must hold embedding lanes of one model, since vectors of two do not mix, was %s"
              .formatted(route.name(), embeddingModels));
    }
    if (chats && !embeddingModels.isEmpty()) {
      problems.add(
          "route '%s' must hold either chat lanes or embedding lanes, was both"
              .formatted(route.name()));
    }
  }

  private void checkPicker(RoutePicker picker) {
    if (picker instanceof RouteRule rule) {
      checkRouteOf("picker", rule.route());
    }
  }

  private void checkPicker(ModelPicker picker) {
    Set<String> named = new TreeSet<>(picker.routes().keySet());
    named.add(picker.askedOn());
    named.forEach(route -> checkRouteOf("picker", route));
    if (picker.routes().size() < 2) {
      problems.add("picker must have two routes to choose from, was " + picker.routes().keySet());
    }
  }

  /** A budget for what does not exist would never be spent, and hold nobody back. */
  private void checkBudget(Budget budget) {
    String of = budget.scope().value();
    switch (budget.scope().kind()) {
      case PROVIDER -> checkNamed("budget names provider", of, factories.keySet());
      case ACCOUNT -> checkNamed("budget names account", of, namesOf(settings.accounts.keySet()));
      case LANE -> checkNamed("budget names lane", of, namesOf(settings.lanes.keySet()));
      case ROUTE -> checkRouteOf("budget", of);
      case ALL, TENANT, EACH_TENANT, TAG, FALLBACK -> {}
    }
  }

  private void checkRouteOf(String setting, String route) {
    if (!route.equals(Layout.DEFAULT)) {
      checkNamed(setting + " names route", route, settings.routes.keySet());
    }
  }

  private void checkNamed(String what, String name, Set<String> declared) {
    if (!declared.contains(name)) {
      problems.add("%s '%s', declared are %s".formatted(what, name, declared));
    }
  }

  private static Set<String> namesOf(Set<?> ids) {
    return ids.stream().map(Object::toString).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Two accounts with one key, or without a project, may share one allowance at the vendor. */
  private void warnOfSharedKeys() {
    Map<ApiKey, AccountSettings> byKey = new HashMap<>();
    Map<String, AccountSettings> byProvider = new HashMap<>();
    for (AccountSettings account : settings.accounts.values()) {
      if (!account.apiKey().isPresent()) {
        continue;
      }
      AccountSettings twin = byKey.putIfAbsent(account.apiKey(), account);
      if (twin != null && !twin.project().equals(account.project())) {
        log()
            .warn(
                "Accounts {} and {} have the same key and so share one quota: give both project(\"…\")",
                twin.id(),
                account.id());
        continue;
      }
      AccountSettings sibling = byProvider.putIfAbsent(account.id().provider(), account);
      if (sibling != null && !(sibling.isProjectNamed() && account.isProjectNamed())) {
        log()
            .warn(
                "Accounts {} and {} are at one vendor: if their keys belong to one project or"
                    + " organisation they share one quota; say so with project(\"…\")",
                sibling.id(),
                account.id());
      }
    }
  }

  /** Asked for when there is something to say: a start without that is shorter. */
  private static Logger log() {
    return LoggerFactory.getLogger(Validation.class);
  }
}
