package dev.laneway.cli.vendor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a simulated model says, and how long it takes to say it.
 *
 * @param pieces of the text, as a stream would send them
 * @param gap before each piece
 */
record Answer(
    List<String> pieces, long inputTokens, long outputTokens, Duration thinking, Duration gap) {

  private static final String[] WORDS =
      ("the lane is free so the call goes on and the answer comes back in good time while another "
              + "one waits for its turn and nobody has to ask twice")
          .split(" ");
  private static final int MOST_PIECES = 8;

  /** How fast a model is. */
  record Pace(Duration start, int tokensPerSecond) {}

  static Answer to(String prompt, long outputTokens, Pace pace, int slowness) {
    int pieces = (int) Math.max(1, Math.min(MOST_PIECES, outputTokens / 4));
    List<String> said = new ArrayList<>(pieces);
    long words = Math.max(1, outputTokens * 3 / 4);
    long word = 0;
    for (int i = 1; i <= pieces; i++) {
      StringBuilder piece = new StringBuilder();
      for (; word < words * i / pieces; word++) {
        piece.append(WORDS[(int) (word % WORDS.length)]).append(' ');
      }
      said.add(piece.toString());
    }
    Duration speaking = Duration.ofMillis(outputTokens * 1000 / pace.tokensPerSecond());
    return new Answer(
        List.copyOf(said),
        Math.max(1, prompt.length() / 4),
        outputTokens,
        pace.start().multipliedBy(slowness),
        speaking.multipliedBy(slowness).dividedBy(pieces));
  }

  String text() {
    return String.join("", pieces).strip();
  }

  Duration whole() {
    return thinking.plus(gap.multipliedBy(pieces.size()));
  }
}
