package dev.laneway.cli.vendor;

import java.time.Duration;
import java.util.List;

/**
 * A vendor's bad moments, laid down beforehand: everybody who asks meets the same ones.
 *
 * @param spells in any order
 */
public record Weather(List<Spell> spells) {

  /** Never a cloud. */
  public static final Weather FAIR = new Weather(List.of());

  /** Copies the list. */
  public Weather {
    spells = List.copyOf(spells);
  }

  /**
   * One bad moment.
   *
   * @param factor how many times as slow; 0 for no service at all
   */
  public record Spell(Duration from, Duration until, int factor) {

    boolean holds(Duration elapsed) {
      return elapsed.compareTo(from) >= 0 && elapsed.compareTo(until) < 0;
    }
  }

  /** No service in this stretch. */
  public static Weather outage(Duration from, Duration until) {
    return new Weather(List.of(new Spell(from, until, 0)));
  }

  /** So many times as slow in this stretch. */
  public static Weather slow(Duration from, Duration until, int factor) {
    return new Weather(List.of(new Spell(from, until, factor)));
  }

  boolean isOut(Duration elapsed) {
    return spells.stream().anyMatch(spell -> spell.factor() == 0 && spell.holds(elapsed));
  }

  int slowness(Duration elapsed) {
    return spells.stream()
        .filter(spell -> spell.holds(elapsed))
        .mapToInt(Spell::factor)
        .max()
        .orElse(1);
  }
}
