package dev.laneway.provider.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.laneway.provider.http.json.Json;

/** One piece of a stream as the vendor sent it. */
public final class WireEvent {

  private final String name;
  private final byte[] data;
  private final boolean stray;

  WireEvent(String name, byte[] data, boolean stray) {
    this.name = name;
    this.data = data;
    this.stray = stray;
  }

  /** The event's name; empty where the vendor gave none. */
  public String name() {
    return name;
  }

  /** Whether this came outside the framing: lines of a stream of events that are no event. */
  boolean isStray() {
    return stray;
  }

  /** Whether the data is nothing, or nothing but white space. */
  boolean isBlank() {
    return end() == 0;
  }

  /** Behind the last byte that is no white space. */
  private int end() {
    int end = data.length;
    while (end > 0 && data[end - 1] >= 0 && data[end - 1] <= ' ') {
      end--;
    }
    return end;
  }

  /** Whether the data is this text, but for white space behind it; without decoding it. */
  public boolean is(String ascii) {
    int length = ascii.length();
    if (data.length < length || end() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (data[i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The data as JSON; a stream that holds none is unreadable. */
  public Json json() {
    return Json.parse(data);
  }

  /** The data as text. */
  public String text() {
    return new String(data, UTF_8);
  }

  byte[] bytes() {
    return data;
  }

  @Override
  public String toString() {
    return "event " + name + " of " + data.length + " bytes";
  }
}
