package dev.laneway.integration.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.LimitRef;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.Window;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which failure each recorded error is, put down by hand from the vendors' words in {@code
 * failures.txt}: file, kind, and as {@code name=value} what else must be right.
 */
final class ExpectedFailures {

  private static final Map<String, ExpectedFailure> ALL = read();

  private ExpectedFailures() {}

  static Optional<ExpectedFailure> of(WireFile file) {
    return Optional.ofNullable(ALL.get(file.name()));
  }

  static Set<String> names() {
    return ALL.keySet();
  }

  private static Map<String, ExpectedFailure> read() {
    try (InputStream in = ExpectedFailures.class.getResourceAsStream("failures.txt")) {
      if (in == null) {
        throw new IllegalStateException("failures.txt is missing");
      }
      Map<String, ExpectedFailure> all = new LinkedHashMap<>();
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          List<String> words = List.of(line.strip().split("\\s+"));
          all.put(words.get(0) + ".json", ExpectedFailure.of(words.subList(1, words.size())));
        }
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One line of the table.
   *
   * @param facts {@code resource}, {@code window}, {@code amount}, {@code wait} in seconds (or
   *     {@code none}), {@code cause}, {@code largest}, {@code requested}
   */
  record ExpectedFailure(ProviderFailure.Kind kind, Map<String, String> facts) {

    static ExpectedFailure of(List<String> words) {
      Map<String, String> facts = new LinkedHashMap<>();
      for (String word : words.subList(1, words.size())) {
        int is = word.indexOf('=');
        facts.put(word.substring(0, is), word.substring(is + 1));
      }
      return new ExpectedFailure(ProviderFailure.Kind.valueOf(words.get(0)), facts);
    }

    void isMetBy(ProviderFailure failure) {
      assertThat(failure.kind()).describedAs("%s", failure).isEqualTo(kind);
      assertThat(failure.detail()).isNotBlank();
      facts.forEach(
          (name, value) ->
              assertThat(met(name, value, failure))
                  .describedAs("%s=%s, was %s", name, value, failure)
                  .isTrue());
    }

    private static boolean met(String name, String value, ProviderFailure failure) {
      return switch (name) {
        case "resource" ->
            limit(failure).resource().filter(r -> r.name().equalsIgnoreCase(value)).isPresent();
        case "window" ->
            limit(failure)
                .window()
                .map(Window::length)
                .filter(Duration.parse(value)::equals)
                .isPresent();
        case "amount" -> is(limit(failure).amount(), value);
        case "wait" -> waits(failure.retryIn(), value);
        case "cause" ->
            failure instanceof ProviderFailure.Unavailable unavailable
                && unavailable.cause().name().equalsIgnoreCase(value);
        case "largest" ->
            failure instanceof ProviderFailure.TooLarge large && is(large.largest(), value);
        case "requested" ->
            failure instanceof ProviderFailure.TooLarge large && is(large.requested(), value);
        default -> throw new IllegalStateException("unknown word in failures.txt: " + name);
      };
    }

    private static LimitRef limit(ProviderFailure failure) {
      if (failure instanceof ProviderFailure.Throttled throttled) {
        return throttled.limit();
      }
      return failure instanceof ProviderFailure.QuotaSpent spent ? spent.limit() : LimitRef.UNNAMED;
    }

    private static boolean is(OptionalLong found, String value) {
      return found.isPresent() && found.getAsLong() == Long.parseLong(value);
    }

    /** Never shorter than what was said, and at most two seconds longer. */
    private static boolean waits(Optional<Duration> found, String value) {
      if (value.equals("none")) {
        return found.isEmpty();
      }
      Duration said = Duration.ofMillis(Math.round(Double.parseDouble(value) * 1000));
      return found.isPresent()
          && found.get().compareTo(said) >= 0
          && found.get().compareTo(said.plusSeconds(2)) <= 0;
    }
  }
}
