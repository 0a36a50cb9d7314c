package dev.laneway.benchmarks.speed;

import java.util.List;

/**
 * What something costs while something else grows tenfold and tenfold again.
 *
 * @param name what grows
 * @param unit of the cost
 */
record Curve(String name, String unit, List<Point> points) {

  /** The cost at one size. */
  record Point(long size, double cost) {}

  Curve {
    points = List.copyOf(points);
  }

  /** The cost at the largest size in relation to that at the smallest. */
  double growth() {
    return points.get(points.size() - 1).cost() / points.get(0).cost();
  }
}
