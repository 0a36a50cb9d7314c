package dev.laneway.store.redis;

import dev.laneway.api.spi.store.Notice;
import dev.laneway.api.spi.store.StoreListener;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads what other members publish: who took what, and notices. */
final class NewsReader extends RedisPubSubAdapter<String, byte[]> {

  static final String TAKEN = "t";
  static final String NOTICE = "n";

  private final Link link;

  NewsReader(Link link) {
    this.link = link;
  }

  @Override
  public void message(String channel, byte[] message) {
    List<String> lines = new String(message, StandardCharsets.UTF_8).lines().toList();
    if (lines.size() < 4 || lines.get(0).equals(link.context().member())) {
      return;
    }
    StoreListener listener = link.context().listener();
    if (lines.get(1).equals(TAKEN)) {
      for (String line : lines.subList(3, lines.size())) {
        int tab = line.lastIndexOf('\t');
        listener.taken(
            link.nameOf(line.substring(0, tab)),
            lines.get(2),
            Long.parseLong(line.substring(tab + 1)));
      }
    } else if (lines.get(1).equals(NOTICE) && lines.size() > 4) {
      listener.noticed(new Notice(lines.get(2), lines.get(4), Long.parseLong(lines.get(3))));
    }
  }
}
