package dev.laneway.core.strategy;

import java.util.Arrays;
import java.util.List;

/** Sorts lanes by numbers that are asked of each lane once. Equal numbers keep their order. */
final class Ranked {

  private Ranked() {}

  /** The number to sort by, least first. */
  interface Key {
    double of(Lane lane);
  }

  /** A number that depends on the call. */
  interface KeyOfCall {
    double of(Lane lane, RouteContext context);
  }

  static List<Lane> by(Key key, List<Lane> lanes) {
    int count = lanes.size();
    if (count < 2) {
      return lanes;
    }
    Lane[] order = new Lane[count];
    double[] keys = new double[count];
    for (int i = 0; i < count; i++) {
      Lane lane = lanes.get(i);
      double value = key.of(lane);
      int at = i;
      while (at > 0 && keys[at - 1] > value) {
        keys[at] = keys[at - 1];
        order[at] = order[at - 1];
        at--;
      }
      keys[at] = value;
      order[at] = lane;
    }
    return Arrays.asList(order);
  }

  /** By the first number, and by the second where the first is the same. */
  static List<Lane> by(KeyOfCall first, KeyOfCall second, List<Lane> lanes, RouteContext context) {
    int count = lanes.size();
    if (count < 2) {
      return lanes;
    }
    Lane[] order = new Lane[count];
    double[] keys = new double[2 * count]; // first and second of each
    for (int i = 0; i < count; i++) {
      Lane lane = lanes.get(i);
      double one = first.of(lane, context);
      double two = second.of(lane, context);
      int at = i;
      while (at > 0 && isAfter(keys[2 * at - 2], keys[2 * at - 1], one, two)) {
        keys[2 * at] = keys[2 * at - 2];
        keys[2 * at + 1] = keys[2 * at - 1];
        order[at] = order[at - 1];
        at--;
      }
      keys[2 * at] = one;
      keys[2 * at + 1] = two;
      order[at] = lane;
    }
    return Arrays.asList(order);
  }

  private static boolean isAfter(double first, double second, double one, double two) {
    return first > one || (first == one && second > two);
  }
}
