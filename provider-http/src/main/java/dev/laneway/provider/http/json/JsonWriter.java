package dev.laneway.provider.http.json;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * Writes one JSON object straight into bytes. Members of the outermost object whose names stand
 * among the extras are left out, and the extras follow in their place: what an application says for
 * a vendor wins over what the adapter would say. For one thread; begin with {@link #object()}.
 */
public final class JsonWriter {

  private final Map<String, Object> extras;
  private final Page page;
  private int depth;
  private boolean follows; // another value or member stands before the next
  private boolean muted;

  private JsonWriter(Map<String, Object> extras, int expected) {
    this.extras = extras;
    page = new Page(expected);
  }

  /** A writer without extras. */
  public static JsonWriter create() {
    return withExtras(Map.of());
  }

  /** A writer that puts these at the end of the outermost object. */
  public static JsonWriter withExtras(Map<String, Object> extras) {
    return withExtras(extras, 512);
  }

  /** The same with room for so many bytes, if that is known roughly. */
  public static JsonWriter withExtras(Map<String, Object> extras, int expectedBytes) {
    return new JsonWriter(extras, Math.max(64, expectedBytes));
  }

  /** Begins an object. */
  public JsonWriter object() {
    return open('{');
  }

  /** Ends an object. */
  public JsonWriter endObject() {
    if (depth == 1) {
      extras.forEach(
          (name, value) -> {
            key(name);
            value(value);
          });
    }
    return close('}');
  }

  /** Begins an array. */
  public JsonWriter array() {
    return open('[');
  }

  /** Ends an array. */
  public JsonWriter endArray() {
    return close(']');
  }

  /** The name of a member; its value comes next. */
  public JsonWriter name(String name) {
    muted |= depth == 1 && extras.containsKey(name);
    if (!muted) {
      key(name);
    }
    return this;
  }

  /** Begins an object as the value of a member. */
  public JsonWriter object(String name) {
    return name(name).object();
  }

  /** Begins an array as the value of a member. */
  public JsonWriter array(String name) {
    return name(name).array();
  }

  /** A member that is a text. */
  public JsonWriter member(String name, String value) {
    return name(name).value(value);
  }

  /** A member that is a whole number. */
  public JsonWriter member(String name, long value) {
    return name(name).plain(Long.toString(value));
  }

  /** A member that is a number. */
  public JsonWriter member(String name, double value) {
    return name(name).value(Double.valueOf(value));
  }

  /** A member that is true or false. */
  public JsonWriter member(String name, boolean value) {
    return name(name).plain(Boolean.toString(value));
  }

  /** A member that is null. */
  public JsonWriter nullMember(String name) {
    return name(name).plain("null");
  }

  /** A member that is JSON text already. */
  public JsonWriter raw(String name, String json) {
    return name(name).raw(json);
  }

  /**
   * A value that is JSON text already.
   *
   * @throws JsonException if it is none
   */
  public JsonWriter raw(String json) {
    byte[] value = Json.parse(json).raw().getBytes(StandardCharsets.UTF_8);
    if (begins()) {
      page.bytes(value);
    }
    return ended();
  }

  /** A text that is what comes before, and then the bytes in base 64: a data address. */
  public JsonWriter base64(String name, String before, byte[] bytes) {
    name(name);
    if (begins()) {
      page.put('"');
      page.escaped(before);
      page.bytes(Base64.getEncoder().encode(bytes));
      page.put('"');
    }
    return ended();
  }

  /** A text. */
  public JsonWriter value(String value) {
    if (begins()) {
      page.quoted(value);
    }
    return ended();
  }

  /** A text, number, boolean, list or map, or JSON that was read. */
  public JsonWriter value(Object value) {
    if (value instanceof Map<?, ?> map) {
      object();
      map.forEach((key, element) -> name(String.valueOf(key)).value(element));
      close('}'); // without the extras of endObject
    } else if (value instanceof Iterable<?> list) {
      array();
      list.forEach(this::value);
      endArray();
    } else if (value instanceof Json json) {
      raw(json.raw());
    } else if (value instanceof Boolean bool) {
      plain(bool.toString());
    } else if (isFinite(value)) {
      plain(value.toString());
    } else {
      value(value.toString());
    }
    return this;
  }

  /** What was written, where it was written; the writer is of no more use. */
  public ByteBuffer toBuffer() {
    finish();
    return page.seen();
  }

  /** A copy of what was written; the writer is of no more use. */
  public byte[] toBytes() {
    finish();
    return page.copy();
  }

  private static boolean isFinite(Object value) {
    if (value instanceof BigDecimal) {
      return true;
    }
    return value instanceof Number number && Double.isFinite(number.doubleValue());
  }

  private void key(String name) {
    separate();
    page.quoted(name);
    page.put(':');
    follows = false;
  }

  private JsonWriter plain(String value) {
    if (begins()) {
      page.ascii(value);
    }
    return ended();
  }

  private JsonWriter open(char bracket) {
    if (begins()) {
      page.put(bracket);
      follows = false;
    }
    depth++;
    return this;
  }

  private JsonWriter close(char bracket) {
    depth--;
    if (!muted) {
      page.put(bracket);
    }
    return ended();
  }

  /** A value comes next; answers whether it is to be written. */
  private boolean begins() {
    if (!muted) {
      separate();
    }
    return !muted;
  }

  private JsonWriter ended() {
    follows |= !muted;
    if (depth == 1) {
      muted = false;
    }
    return this;
  }

  private void separate() {
    if (follows) {
      page.put(',');
    }
  }

  private void finish() {
    if (depth != 0) {
      throw new IllegalStateException("what was written is no JSON: a bracket is missing");
    }
  }
}
