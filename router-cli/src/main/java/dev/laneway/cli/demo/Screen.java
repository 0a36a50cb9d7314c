package dev.laneway.cli.demo;

import java.util.List;

/** Somewhere to show how the demo goes. Shown from one thread, closed from any. */
interface Screen extends AutoCloseable {

  /** Shows the moment; nothing any more once closed. */
  void show(Moment moment);

  /** Leaves the output as it was found. */
  @Override
  void close();

  /** Everything that can be seen. */
  record Moment(
      Clock clock,
      Workload work,
      List<LaneView> lanes,
      int waiting,
      Journal journal,
      Ledger ledger) {}
}
