package dev.laneway.core.quota;

import dev.laneway.core.time.Moment;
import java.util.ArrayList;
import java.util.List;

/** The limits of a pool that have to last for hours, and what each of them is worth. */
final class Tolls {

  private final List<Lasting> lasting = new ArrayList<>(0);

  private record Lasting(Meter meter, Toll toll) {

    /** What part of the whole amount such a call uses in the end. */
    private double shareOf(Demand demand) {
      Limit limit = meter.limit();
      return limit.amount() == 0 ? 0 : limit.likelyChargeOf(demand) / (double) limit.amount();
    }
  }

  void add(Meter meter, Moment now) {
    lasting.add(new Lasting(meter, new Toll(meter.limit(), now)));
  }

  /** Knows of this limit what others know; it has to last for both. */
  void adopt(Meter meter, Tolls others) {
    for (Lasting each : others.lasting) {
      if (each.meter == meter) {
        lasting.add(each);
      }
    }
  }

  boolean areNone() {
    return lasting.isEmpty();
  }

  double of(Demand demand, double plays, Moment now) {
    double sum = 0;
    for (int i = 0; i < lasting.size(); i++) {
      Lasting each = lasting.get(i);
      sum += each.toll.whole(plays, now) * each.shareOf(demand);
    }
    return sum;
  }

  boolean areLearned(Moment now) {
    for (int i = 0; i < lasting.size(); i++) {
      if (lasting.get(i).toll.isLearned(now)) {
        return true;
      }
    }
    return false;
  }

  void wanted(Demand demand, Moment now) {
    for (int i = 0; i < lasting.size(); i++) {
      Lasting each = lasting.get(i);
      if (each.meter.limit().amount() > 0) {
        each.toll.wanted(each.shareOf(demand), each.meter, now);
      }
    }
  }
}
