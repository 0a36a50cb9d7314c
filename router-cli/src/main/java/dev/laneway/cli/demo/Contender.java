package dev.laneway.cli.demo;

import dev.laneway.cli.demo.Workload.Job;

/** Somebody who tries to get the work done. */
interface Contender extends AutoCloseable {

  String name();

  /** Takes a request, at the time when it comes. Does not block for long. */
  void take(Job job);

  Ledger ledger();

  /** Gives up what is under way. */
  @Override
  void close();
}
