package dev.laneway.cli.demo;

import dev.laneway.api.LaneId;

/** Text made to fit. */
final class Words {

  private Words() {}

  /** A lane without the owner of its model, who is known by the model's name. */
  static String shortName(LaneId lane) {
    return lane.account() + "/" + lane.model().substring(lane.model().lastIndexOf('/') + 1);
  }

  /** The text in lines of at most so many characters, broken at spaces. */
  static String wrapped(String text, int columns) {
    StringBuilder wrapped = new StringBuilder();
    int used = 0;
    for (String word : text.strip().split("\\s+", -1)) {
      if (used > 0 && used + 1 + word.length() > columns) {
        wrapped.append('\n');
        used = 0;
      } else if (used > 0) {
        wrapped.append(' ');
        used++;
      }
      wrapped.append(word);
      used += word.length();
    }
    return wrapped.toString();
  }

  /** The text in so many characters, cut in its middle where it is longer. */
  static String cutInTheMiddle(String text, int width, String mark) {
    if (text.length() <= width) {
      return text;
    }
    int tail = (width - 1) / 2;
    return text.substring(0, width - 1 - tail) + mark + text.substring(text.length() - tail);
  }
}
