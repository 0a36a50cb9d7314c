package dev.laneway.provider.http.json;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes of JSON as they are written. Grows, and lets its bytes be seen without a copy. */
final class Page {

  private static final String HEX = "0123456789ABCDEF";
  private static final int LONGEST_ESCAPE = 6;

  private byte[] bytes;
  private int used;

  Page(int size) {
    bytes = new byte[size];
  }

  void put(char ascii) {
    room(1);
    bytes[used++] = (byte) ascii;
  }

  /** Numbers and words of JSON, which are ASCII. */
  void ascii(String text) {
    room(text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[used++] = (byte) text.charAt(i);
    }
  }

  /** Bytes that are UTF-8 already. */
  void bytes(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, used, more.length);
    used += more.length;
  }

  void quoted(String text) {
    put('"');
    escaped(text);
    put('"');
  }

  /** What stands between the quotes of this text. */
  void escaped(String text) {
    int length = text.length();
    room(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80 && c >= ' ' && c != '"' && c != '\\') {
        bytes[used++] = (byte) c;
        continue;
      }
      room(length - i + LONGEST_ESCAPE);
      if (c < 0x80) {
        escape(c);
      } else if (c < 0x800) {
        bytes[used++] = (byte) (0xC0 | (c >> 6));
        continued(c);
      } else if (!Character.isSurrogate(c)) {
        wide(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        int point = Character.toCodePoint(c, text.charAt(++i));
        bytes[used++] = (byte) (0xF0 | (point >> 18));
        continued(point >> 12);
        continued(point >> 6);
        continued(point);
      } else {
        wide('\uFFFD'); // half a pair has no UTF-8, and vendors stumble over its escape
      }
    }
  }

  private void wide(char c) {
    bytes[used++] = (byte) (0xE0 | (c >> 12));
    continued(c >> 6);
    continued(c);
  }

  private void continued(int bits) {
    bytes[used++] = (byte) (0x80 | (bits & 0x3F));
  }

  private void escape(char c) {
    bytes[used++] = '\\';
    switch (c) {
      case '"', '\\' -> bytes[used++] = (byte) c;
      case '\b' -> bytes[used++] = 'b';
      case '\t' -> bytes[used++] = 't';
      case '\n' -> bytes[used++] = 'n';
      case '\f' -> bytes[used++] = 'f';
      case '\r' -> bytes[used++] = 'r';
      default -> {
        bytes[used++] = 'u';
        bytes[used++] = '0';
        bytes[used++] = '0';
        bytes[used++] = (byte) HEX.charAt(c >> 4);
        bytes[used++] = (byte) HEX.charAt(c & 0xF);
      }
    }
  }

  private void room(int more) {
    if (more > bytes.length - used) {
      bytes = Arrays.copyOf(bytes, Math.max(used + more, bytes.length * 2));
    }
  }

  ByteBuffer seen() {
    return ByteBuffer.wrap(bytes, 0, used);
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, used);
  }
}
