package dev.laneway.spring;

import dev.laneway.core.AccountConfig;
import dev.laneway.core.BudgetConfig;
import dev.laneway.core.CacheConfig;
import dev.laneway.core.CallConfig;
import dev.laneway.core.LaneConfig;
import dev.laneway.core.ModelPickerConfig;
import dev.laneway.core.PickerConfig;
import dev.laneway.core.QuotaConfig;
import dev.laneway.core.RouteConfig;
import dev.laneway.core.RouterConfig;
import dev.laneway.core.TimeoutsConfig;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The tree of a {@link RouterConfig} under {@code laneway}, and what only the starter knows. A name
 * that is not in the tree is refused, as it is in JSON.
 *
 * @param accounts Accounts by "provider" or "provider@name"; a name with @ needs brackets.
 * @param pools Quota pools that several lanes share, by name.
 * @param lanes Lanes, an account's model each. With neither lanes nor accounts, what the
 *     environment has keys for.
 * @param routes Routes by name; the one called "default" serves calls that name none.
 * @param budget Dollars by period.
 * @param budgets Budgets that are meant for something in particular.
 * @param pickers Rules that choose the route of calls that name none; the first that holds decides.
 * @param modelPicker Small model that chooses the route of calls that no rule decides.
 * @param cache Answers that are kept; none unless told.
 * @param timeouts Time-outs of single calls.
 * @param defaults How calls are treated that bring no options of their own.
 * @param strategy Order of routes that name none, "adaptive" unless told: a built-in one, or the
 *     name of a RoutingStrategy bean.
 * @param connectTimeout How long connecting to a vendor may take.
 * @param grace How long calls may end at shutdown; what Spring gives a phase unless told.
 * @param interactivePatience How long an interactive call waits for its first choice.
 * @param nearRealTimePatience How long a near-real-time call waits for its first choice.
 * @param maxWaiting How many requests may wait at the same time.
 * @param stores Stores on the application's own DataSource or Redis connection, by "type"; of
 *     several the first that can hold a thing does.
 * @param observations What is told to metrics and traces.
 * @param springAi What the Spring AI bridge reads.
 */
@ConfigurationProperties(prefix = "laneway", ignoreUnknownFields = false)
record LanewayProperties(
    @DefaultValue Map<String, AccountConfig> accounts,
    Map<String, QuotaConfig> pools,
    List<LaneConfig> lanes,
    Map<String, RouteConfig> routes,
    @DefaultValue Periods budget,
    List<BudgetConfig> budgets,
    List<PickerConfig> pickers,
    @Nullable @NestedConfigurationProperty ModelPickerConfig modelPicker,
    @Nullable @NestedConfigurationProperty CacheConfig cache,
    @Nullable @NestedConfigurationProperty TimeoutsConfig timeouts,
    @Nullable @NestedConfigurationProperty CallConfig defaults,
    @Nullable String strategy,
    @Nullable Duration connectTimeout,
    @Nullable Duration grace,
    @Nullable Duration interactivePatience,
    @Nullable Duration nearRealTimePatience,
    @Nullable Integer maxWaiting,
    @DefaultValue List<StoreProperties> stores,
    @DefaultValue Observations observations,
    @DefaultValue Map<String, Object> springAi) {

  /**
   * Dollars by period: a member each, since a variable of the environment cannot spell their names.
   *
   * @param perRequest Dollars that a call may cost.
   * @param perHour Dollars an hour.
   * @param perDay Dollars a day.
   * @param perWeek Dollars a week.
   * @param perMonth Dollars a month.
   * @param inAll Dollars for ever.
   */
  record Periods(
      @Nullable String perRequest,
      @Nullable String perHour,
      @Nullable String perDay,
      @Nullable String perWeek,
      @Nullable String perMonth,
      @Nullable String inAll) {

    private Map<String, String> told() {
      Map<String, String> told = new LinkedHashMap<>();
      put("per-request", perRequest, told);
      put("per-hour", perHour, told);
      put("per-day", perDay, told);
      put("per-week", perWeek, told);
      put("per-month", perMonth, told);
      put("in-all", inAll, told);
      return told;
    }

    private static void put(String name, @Nullable String dollars, Map<String, String> told) {
      if (dollars != null) {
        told.put(name, dollars);
      }
    }
  }

  /**
   * What is told to metrics and traces.
   *
   * @param includeContent Whether prompts and replies become attributes of spans.
   */
  record Observations(@DefaultValue("false") boolean includeContent) {}

  /** A variable of the environment has an underscore for each dash, which Spring reads as a dot. */
  private static AccountConfig dashed(AccountConfig account) {
    Map<String, String> headers = new LinkedHashMap<>();
    account.headers().forEach((name, value) -> headers.put(name.replace('.', '-'), value));
    return new AccountConfig(
        account.apiKey(), account.baseUrl(), headers, account.project(), account.freeTier());
  }

  RouterConfig toConfig() {
    Map<String, AccountConfig> told = new LinkedHashMap<>();
    accounts.forEach((id, account) -> told.put(id, dashed(account)));
    return new RouterConfig(
        told,
        pools,
        lanes,
        routes,
        budget.told(),
        budgets,
        pickers,
        modelPicker,
        cache,
        timeouts,
        defaults,
        strategy,
        connectTimeout,
        grace,
        interactivePatience,
        nearRealTimePatience,
        maxWaiting);
  }
}
