package dev.laneway.provider.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts bytes into the pieces of a stream, however the network has cut them. Lines end with LF, CR
 * or CRLF; each byte is looked at once, and no line becomes a string.
 *
 * <p>Server-sent events follow the WHATWG's rules, with three additions for what vendors do: what
 * is left at the end counts without its empty line, a field {@code error} is an event of that name,
 * and lines that are no field at all are handed over together at the end.
 */
final class EventParser {

  /** A line, or the data of one event, is longer than allowed. */
  static final class TooLong extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooLong(int longest) {
      super("a piece of the stream is larger than " + longest + " bytes", null, false, false);
    }
  }

  private static final byte[] NOTHING = {};
  private static final byte[] DATA = {'d', 'a', 't', 'a'};
  private static final byte[] EVENT = {'e', 'v', 'e', 'n', 't'};
  private static final byte[] ERROR = {'e', 'r', 'r', 'o', 'r'};
  private static final byte[] ID = {'i', 'd'};
  private static final byte[] RETRY = {'r', 'e', 't', 'r', 'y'};
  private static final int MOST_STRAY = 1 << 16;

  private final Framing framing;
  private final int longest;
  private final Consumer<WireEvent> events;

  private byte[] bytes = new byte[4096];
  private int line;
  private int scanned;
  private int filled;
  private boolean first = true;
  private boolean afterCarriageReturn;

  private String name = "";
  private byte[] data = NOTHING;
  private int dataUsed;
  private boolean hasData;
  private byte[] stray = NOTHING;
  private int strayUsed;

  EventParser(Framing framing, int longest, Consumer<WireEvent> events) {
    this.framing = framing;
    this.longest = longest;
    this.events = events;
  }

  /** Takes bytes in and hands over the events that they complete. */
  void read(ByteBuffer more) {
    while (more.hasRemaining()) {
      int some = Math.min(more.remaining(), 1 << 14);
      room(some);
      more.get(bytes, filled, some);
      filled += some;
      lines();
    }
  }

  /** There are no more bytes. */
  void end() {
    if (filled > line) {
      line(line, filled);
      line = filled;
    }
    dispatch();
    if (strayUsed > 0) {
      events.accept(new WireEvent("", Arrays.copyOf(stray, strayUsed), true));
      strayUsed = 0;
    }
  }

  private void lines() {
    int at = scanned;
    while (at < filled) {
      byte b = bytes[at];
      if (b == '\n' || b == '\r') {
        if (b == '\n' && afterCarriageReturn && at == line) {
          line = at + 1; // the second half of a CRLF
        } else {
          line(line, at);
          line = at + 1;
        }
        afterCarriageReturn = b == '\r';
      } else if (at == line) {
        afterCarriageReturn = false;
      }
      at++;
    }
    scanned = at;
    if (filled - line > longest) {
      throw new TooLong(longest);
    }
  }

  private void line(int lineStart, int end) {
    int start = lineStart;
    if (first) {
      first = false;
      if (startsWithByteOrderMark(start, end)) {
        start += 3;
      }
    }
    if (framing == Framing.LINES) {
      if (!isBlank(start, end)) {
        events.accept(new WireEvent("", Arrays.copyOfRange(bytes, start, end), false));
      }
    } else if (start == end) {
      dispatch();
    } else if (bytes[start] != ':') {
      field(start, end);
    }
  }

  private void field(int start, int end) {
    int colon = start;
    while (colon < end && bytes[colon] != ':') {
      colon++;
    }
    int value = Math.min(end, colon + 1);
    if (value < end && bytes[value] == ' ') {
      value++;
    }
    if (isField(start, colon, DATA)) {
      data(value, end);
    } else if (isField(start, colon, EVENT)) {
      name = new String(bytes, value, end - value, UTF_8);
    } else if (isField(start, colon, ERROR)) {
      name = "error";
      data(value, end);
    } else if (!isField(start, colon, ID) && !isField(start, colon, RETRY)) {
      stray(start, end);
    }
  }

  private void data(int start, int end) {
    int length = end - start;
    int needed = dataUsed + length + (hasData ? 1 : 0);
    if (needed > longest) {
      throw new TooLong(longest);
    }
    if (needed > data.length) {
      data = Arrays.copyOf(data, Math.max(needed, data.length * 2));
    }
    if (hasData) {
      data[dataUsed++] = '\n';
    }
    System.arraycopy(bytes, start, data, dataUsed, length);
    dataUsed += length;
    hasData = true;
  }

  private void stray(int start, int end) {
    int length = Math.min(end - start, MOST_STRAY - strayUsed - 1);
    if (length > 0) {
      if (strayUsed + length + 1 > stray.length) {
        stray = Arrays.copyOf(stray, Math.max(strayUsed + length + 1, stray.length * 2));
      }
      System.arraycopy(bytes, start, stray, strayUsed, length);
      strayUsed += length;
      stray[strayUsed++] = '\n';
    }
  }

  private void dispatch() {
    if (hasData) {
      WireEvent event = new WireEvent(name, Arrays.copyOf(data, dataUsed), false);
      hasData = false;
      dataUsed = 0;
      name = "";
      events.accept(event);
    }
    name = "";
  }

  private boolean startsWithByteOrderMark(int start, int end) {
    return end - start >= 3
        && bytes[start] == (byte) 0xEF
        && bytes[start + 1] == (byte) 0xBB
        && bytes[start + 2] == (byte) 0xBF;
  }

  private boolean isBlank(int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  private boolean isField(int start, int colon, byte[] field) {
    return Arrays.equals(bytes, start, colon, field, 0, field.length);
  }

  /** Moves what is left of the last line to the front, and grows only for a long line. */
  private void room(int more) {
    if (filled + more <= bytes.length) {
      return;
    }
    int left = filled - line;
    byte[] target =
        left + more <= bytes.length ? bytes : new byte[Math.max(left + more, bytes.length * 2)];
    System.arraycopy(bytes, line, target, 0, left);
    bytes = target;
    scanned -= line;
    filled = left;
    line = 0;
  }
}
