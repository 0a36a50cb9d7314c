package dev.laneway.store.redis;

import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Reads what other members publish: who took what, and notices. */
final class NewsReader extends RedisPubSubAdapter<String, byte[]> {

  static final String TAKEN = "t";
  static final String NOTICE = "n";

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

  private final Link link;
  private final NoticeBoard board;

  NewsReader(Link link, NoticeBoard board) {
    this.link = link;
    this.board = board;
  }

  /** Also when a connection was made again: what was said meanwhile nobody repeats. */
  @Override
  public void subscribed(String channel, long count) {
    board.catchUp();
  }

  /** Whoever may publish may publish anything: what is no news is passed over. */
  @Override
  public void message(String channel, byte[] message) {
    List<String> lines = lines(message);
    if (lines.size() < 4 || link.isOurs(lines)) {
      return;
    }
    if (lines.get(1).equals(TAKEN) && isNumber(lines.get(3))) {
      long at = Long.parseLong(lines.get(3));
      lines.subList(4, lines.size()).forEach(line -> taken(lines.get(2), at, line));
    } else if (lines.get(1).equals(NOTICE)) {
      board.heard(lines);
    }
  }

  private void taken(String id, long at, String line) {
    int tab = line.lastIndexOf('\t');
    String amount = line.substring(tab + 1);
    if (tab >= 0 && link.isKey(line) && isNumber(amount)) {
      String key = link.nameOf(line.substring(0, tab));
      link.context()
          .listener()
          .taken(key, id, Long.parseLong(amount), () -> !link.answered().hasCounted(key, at));
    }
  }

  static List<String> lines(byte[] words) {
    return new String(words, StandardCharsets.UTF_8).lines().toList();
  }

  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }
}
