package dev.laneway.provider.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
  private final JsonGenerator generator;
  private int depth;
  private boolean muted;

  private JsonWriter(Map<String, Object> extras, int expected) {
    this.extras = extras;
    page = new Page(expected);
    try {
      generator = Codec.generator(page);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
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
    open(JsonGenerator::writeStartObject);
    return this;
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
    close(JsonGenerator::writeEndObject);
    return this;
  }

  /** Begins an array. */
  public JsonWriter array() {
    open(JsonGenerator::writeStartArray);
    return this;
  }

  /** Ends an array. */
  public JsonWriter endArray() {
    close(JsonGenerator::writeEndArray);
    return this;
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
    return name(name).scalar(json -> json.writeNumber(value));
  }

  /** A member that is a number. */
  public JsonWriter member(String name, double value) {
    return name(name).value(Double.valueOf(value));
  }

  /** A member that is true or false. */
  public JsonWriter member(String name, boolean value) {
    return name(name).scalar(json -> json.writeBoolean(value));
  }

  /** A member that is null. */
  public JsonWriter nullMember(String name) {
    return name(name).scalar(JsonGenerator::writeNull);
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
    String value = Json.parse(json).raw();
    return scalar(out -> out.writeRawValue(value));
  }

  /** A text that is what comes before, and then the bytes in base 64: a data address. */
  public JsonWriter base64(String name, String before, byte[] bytes) {
    return name(name)
        .scalar(
            json -> {
              json.writeRawValue(
                  '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(before)));
              json.flush();
              page.writeBytes(Base64.getEncoder().encode(bytes));
              json.writeRaw('"');
            });
  }

  /** A text. */
  public JsonWriter value(String value) {
    return scalar(json -> json.writeString(whole(value)));
  }

  /** A text, number, boolean, list or map, or JSON that was read. */
  public JsonWriter value(Object value) {
    if (value instanceof Map<?, ?> map) {
      object();
      map.forEach((key, element) -> name(String.valueOf(key)).value(element));
      close(JsonGenerator::writeEndObject); // without the extras of endObject
    } else if (value instanceof Iterable<?> list) {
      array();
      list.forEach(this::value);
      endArray();
    } else if (value instanceof Json json) {
      raw(json.raw());
    } else if (value instanceof Boolean bool) {
      scalar(json -> json.writeBoolean(bool));
    } else if (isFinite(value)) {
      scalar(json -> json.writeNumber(value.toString()));
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
    return page.toByteArray();
  }

  private static boolean isFinite(Object value) {
    if (value instanceof BigDecimal) {
      return true;
    }
    return value instanceof Number number && Double.isFinite(number.doubleValue());
  }

  private void key(String name) {
    write(json -> json.writeFieldName(whole(name)));
  }

  private JsonWriter scalar(Step step) {
    if (!muted) {
      write(step);
    }
    ends();
    return this;
  }

  private void open(Step step) {
    if (!muted) {
      write(step);
    }
    depth++;
  }

  private void close(Step step) {
    depth--;
    if (!muted) {
      write(step);
    }
    ends();
  }

  private void ends() {
    if (depth == 1) {
      muted = false;
    }
  }

  private void finish() {
    write(JsonGenerator::close);
  }

  private void write(Step step) {
    try {
      step.on(generator);
    } catch (IOException wrong) {
      throw new IllegalStateException("what was written is no JSON", wrong);
    }
  }

  /** Half a pair of surrogates has no UTF-8, and vendors stumble over its escape. */
  private static String whole(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
      }
    }
    return text;
  }

  private interface Step {
    void on(JsonGenerator json) throws IOException;
  }

  /** Grows, and lets its bytes be seen without a copy. */
  private static final class Page extends ByteArrayOutputStream {

    Page(int size) {
      super(size);
    }

    ByteBuffer seen() {
      return ByteBuffer.wrap(buf, 0, count).slice();
    }
  }
}
