package dev.laneway.benchmarks.speed;

import java.util.Locale;

/**
 * One line of the table: what was wanted and what was reached.
 *
 * @param name what is measured
 * @param unit in which; {@code ×raw} for ratios
 * @param least whether more is better
 * @param goal NaN where nothing was promised
 * @param reached the figure
 * @param details the parts of a ratio, or how it came about; may be empty
 */
record Goal(String name, String unit, boolean least, double goal, double reached, String details) {

  static Goal atMost(String name, String unit, double goal, double reached, String details) {
    return new Goal(name, unit, false, goal, reached, details);
  }

  static Goal atLeast(String name, String unit, double goal, double reached, String details) {
    return new Goal(name, unit, true, goal, reached, details);
  }

  /** A figure that nobody promised. */
  static Goal figure(String name, String unit, double reached, String details) {
    return new Goal(name, unit, false, Double.NaN, reached, details);
  }

  boolean isPromised() {
    return !Double.isNaN(goal);
  }

  boolean isMet() {
    return least ? reached >= goal : reached <= goal;
  }

  String goalInWords() {
    return isPromised() ? (least ? "≥ " : "≤ ") + number(goal) + " " + unit : "–";
  }

  String reachedInWords() {
    return number(reached) + " " + unit;
  }

  String verdict() {
    return isPromised() ? (isMet() ? "met" : "missed") : "";
  }

  static String number(double value) {
    double size = Math.abs(value);
    String pattern = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, pattern, value);
  }
}
