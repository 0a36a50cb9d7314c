package dev.laneway.benchmarks.scenario;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.laneway.benchmarks.scenario.ScenarioFile.TraceSlice;
import dev.laneway.benchmarks.vendor.Deployment;
import dev.laneway.benchmarks.vendor.Draws;
import dev.laneway.benchmarks.vendor.Draws.Stream;
import dev.laneway.benchmarks.vendor.Load;
import dev.laneway.benchmarks.vendor.Vendor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A scenario that is ready to be played: every request is known, and so is every vendor. */
public final class Scenario {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();
  private static final double ONE_LEVEL_MORE = 0.3;

  private final ScenarioFile file;
  private final List<Ask> asks;

  private Scenario(ScenarioFile file, List<Arrival> arrivals) {
    this.file = file;
    List<Ask> made = new ArrayList<>(arrivals.size());
    for (int i = 0; i < arrivals.size(); i++) {
      made.add(ask(i, arrivals.get(i)));
    }
    this.asks = List.copyOf(made);
  }

  /** Reads a scenario; its trace is looked for in that folder. */
  public static Scenario read(Path path, Path traces) {
    ScenarioFile file;
    try {
      file = JSON.readValue(path.toFile(), ScenarioFile.class);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("scenario " + path + " cannot be read", unreadable);
    }
    return new Scenario(file, arrivalsOf(file, traces));
  }

  private static List<Arrival> arrivalsOf(ScenarioFile file, Path traces) {
    TraceSlice slice = file.trace();
    if (slice != null) {
      return slice(traces.resolve(slice.file()), slice);
    }
    Generator generator = file.generate();
    if (generator == null) {
      throw new IllegalArgumentException(
          "scenario '" + file.name() + "' must have a trace or generate one, has neither");
    }
    return generator.arrivals(file.seed(), file.spanMs());
  }

  private static List<Arrival> slice(Path path, TraceSlice slice) {
    List<String> lines;
    try {
      lines = Files.readAllLines(path);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("trace " + path + " cannot be read", unreadable);
    }
    int first = 1 + slice.firstRow();
    int end = Math.min(lines.size(), first + slice.rows());
    List<Arrival> arrivals = new ArrayList<>(Math.max(0, end - first));
    long origin = 0;
    for (int row = first; row < end; row++) {
      String[] cells = lines.get(row).split(",", -1);
      long at = Long.parseLong(cells[0].strip());
      origin = row == first ? at : origin;
      arrivals.add(
          new Arrival(
              (long) ((at - origin) * slice.timeScale()),
              Long.parseLong(cells[1].strip()),
              Long.parseLong(cells[2].strip())));
    }
    return arrivals;
  }

  private Ask ask(int index, Arrival arrival) {
    int kind =
        pick(classes().stream().mapToDouble(RequestClass::share).toArray(), Stream.CLASS, index);
    int tenant =
        pick(tenants().stream().mapToDouble(Tenant::share).toArray(), Stream.TENANT, index);
    double off = file.estimateError() * (2.0 * draw(Stream.ESTIMATE, index) - 1.0);
    long estimate = Math.max(1, (long) (arrival.prompt() * (1.0 + off) + 0.5));
    RequestClass its = classes().get(kind);
    return new Ask(
        new Load(
            index, arrival.prompt(), arrival.completion(), maxTokens(index, arrival.completion())),
        arrival.atMs(),
        estimate,
        kind,
        tenant,
        its.value(),
        arrival.atMs() + its.deadlineMs());
  }

  private long maxTokens(int index, long completion) {
    List<Long> levels = file.maxTokensLevels();
    int level = 0;
    while (level < levels.size() - 1 && levels.get(level) < completion) {
      level++;
    }
    if (level < levels.size() - 1 && draw(Stream.MAX_TOKENS, index) < ONE_LEVEL_MORE) {
      level++;
    }
    return Math.max(levels.get(level), completion);
  }

  private int pick(double[] shares, Stream stream, int index) {
    double drawn = draw(stream, index);
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      sum += shares[i];
      if (drawn < sum) {
        return i;
      }
    }
    return shares.length - 1;
  }

  private double draw(Stream stream, int index) {
    return Draws.draw(file.seed(), stream, index, 0);
  }

  /** Its name. */
  public String name() {
    return file.name();
  }

  /** What all its draws come from. */
  public long seed() {
    return file.seed();
  }

  /** How long requests come. */
  public long spanMs() {
    return file.spanMs();
  }

  /** What ends later counts for nothing. */
  public long measureUntilMs() {
    return file.measureUntilMs();
  }

  /** The sorts of requests. */
  public List<RequestClass> classes() {
    return file.classes();
  }

  /** Who sends them. */
  public List<Tenant> tenants() {
    return file.tenants();
  }

  /** What there is to serve them. */
  public List<Deployment> deployments() {
    return file.deployments();
  }

  /** The requests in order of arrival. */
  public List<Ask> asks() {
    return asks;
  }

  /** The vendors at the beginning of time. */
  public List<Vendor> vendors() {
    List<Vendor> vendors = new ArrayList<>();
    for (Deployment deployment : deployments()) {
      vendors.add(new Vendor(deployment, vendors.size(), seed()));
    }
    return vendors;
  }
}
