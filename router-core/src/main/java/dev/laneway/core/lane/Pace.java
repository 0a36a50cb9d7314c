package dev.laneway.core.lane;

import java.time.Duration;

/**
 * How long a lane takes: a start, so much for each token of input and so much for each token of
 * output, fitted to the answers seen lately by least squares with forgetting. What is not yet known
 * comes from a prior, so that the first answers already count.
 */
public final class Pace {

  private static final double FORGET = 0.98;
  private static final double PRIOR_WEIGHT = 3;
  private static final double RECENT = 0.15;
  private static final double ANCHOR = 0.05;
  private static final double SLOWLY = 0.05;

  /** So far from what was believed answers may be for a while without a reason. */
  private static final double CHANCE = 1.5;

  private static final int ANSWERS_BELIEVED = 4;

  private final double[][] moments = new double[3][3];
  private final double[] products = new double[3];
  private final double[][] believedMoments = new double[3][3];
  private final double[] believedProducts = new double[3];
  private final double believedStart;
  private final double believedPerInput;
  private final double believedPerOutput;
  private double belief = 1;
  private double level = 1;
  private volatile double start;
  private volatile double perInput;
  private volatile double perOutput;
  private volatile double firstContent;
  private volatile double firstContentSpread;
  private volatile long answers;

  /** A lane of which only this is believed. */
  public Pace(Duration start, double inputPerSecond, double outputPerSecond) {
    this.start = start.toNanos() / 1e9;
    this.perInput = 1 / inputPerSecond;
    this.perOutput = 1 / outputPerSecond;
    this.firstContent = this.start;
    this.firstContentSpread = this.start / 2;
    believedStart = this.start;
    believedPerInput = perInput;
    believedPerOutput = perOutput;
    believe(50, 20);
    believe(2000, 100);
    believe(500, 1000);
  }

  private void believe(long input, long output) {
    add(
        input,
        output,
        believedSeconds(input, output),
        PRIOR_WEIGHT,
        believedMoments,
        believedProducts);
  }

  private double believedSeconds(long input, long output) {
    return believedStart + input * believedPerInput + output * believedPerOutput;
  }

  /**
   * What was believed counts for less with each answer. Calls that are all alike tell nothing of
   * how time depends on tokens, so a little of its shape stays, and the fit never rests on noise
   * alone; its level follows the answers, or a slow lane would never be known as slow.
   */
  private void doubt(long input, long output, double seconds) {
    belief = ANCHOR + FORGET * (belief - ANCHOR);
    double share = Math.max(SLOWLY, 1.0 / (answers + ANSWERS_BELIEVED));
    level += share * (seconds / believedSeconds(input, output) - level);
  }

  /** An answer took so long. */
  public void answered(long input, long output, long nanos) {
    for (int i = 0; i < 3; i++) {
      products[i] *= FORGET;
      for (int j = 0; j < 3; j++) {
        moments[i][j] *= FORGET;
      }
    }
    doubt(input, output, nanos / 1e9);
    add(input, output, nanos / 1e9, 1, moments, products);
    long before = answers;
    answers = before + 1;
    fit();
  }

  /** The first content came after so long. */
  public void spoke(long nanos) {
    double usual = firstContent;
    double spread = firstContentSpread;
    double off = nanos / 1e9 - usual;
    firstContent = usual + RECENT * off;
    firstContentSpread = spread + RECENT * (Math.abs(off) - spread);
  }

  private static void add(
      long input, long output, double seconds, double weight, double[][] squares, double[] sums) {
    // each answer weighs by its length, so that a second off matters as much in short ones
    double scale = weight / Math.max(0.05, seconds) / Math.max(0.05, seconds);
    for (int i = 0; i < 3; i++) {
      double one = scale * part(i, input, output);
      sums[i] += one * seconds;
      for (int j = 0; j < 3; j++) {
        squares[i][j] += one * part(j, input, output);
      }
    }
  }

  /** What a start, a token of input and one of output are counted by. */
  private static double part(int index, long input, long output) {
    return index == 0 ? 1 : index == 1 ? input : output;
  }

  /** Solves the three equations by Cramer's rule: each unknown by its own column replaced. */
  private void fit() {
    double det = detWith(-1);
    if (!(Math.abs(det) > 1e-12)) {
      return;
    }
    start = Math.max(0, detWith(0) / det);
    perInput = Math.max(0, detWith(1) / det);
    perOutput = Math.max(0, detWith(2) / det);
  }

  private double detWith(int replaced) {
    return cell(0, 0, replaced) * minor(1, 2, replaced)
        - cell(0, 1, replaced) * minor(0, 2, replaced)
        + cell(0, 2, replaced) * minor(0, 1, replaced);
  }

  private double minor(int left, int right, int replaced) {
    return cell(1, left, replaced) * cell(2, right, replaced)
        - cell(1, right, replaced) * cell(2, left, replaced);
  }

  private double cell(int row, int column, int replaced) {
    double off = level > CHANCE || level < 1 / CHANCE ? level : 1;
    double trust = belief / off;
    return column == replaced
        ? products[row] + trust * believedProducts[row]
        : moments[row][column] + trust / off * believedMoments[row][column];
  }

  private double secondsFor(long input, long output) {
    return start + input * perInput + output * perOutput;
  }

  /** How long such an answer will probably take. Safe to ask on any thread. */
  public long expectedNanos(long input, long output) {
    return (long) (secondsFor(input, output) * 1e9);
  }

  /** How long until the first content in all but one of twenty calls, about. */
  public long lateFirstContentNanos() {
    return (long) ((firstContent + 2.5 * firstContentSpread) * 1e9);
  }

  /** Tokens of output a second. Safe to ask on any thread. */
  public double outputPerSecond() {
    return perOutput <= 0 ? Double.MAX_VALUE : 1 / perOutput;
  }

  /** How many answers this rests on. */
  public long answers() {
    return answers;
  }
}
