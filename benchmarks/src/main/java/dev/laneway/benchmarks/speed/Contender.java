package dev.laneway.benchmarks.speed;

/** A way to call a model, for comparing it with others. Safe for use by many threads. */
interface Contender extends AutoCloseable {

  /** Sends a prompt of a kilobyte; returns the tokens of text and usage that came back. */
  long call();

  /** Sends the same for a stream; runs this at the first content; returns how many pieces came. */
  long stream(Runnable first);

  @Override
  void close();
}
