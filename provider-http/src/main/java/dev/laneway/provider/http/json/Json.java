package dev.laneway.provider.http.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/**
 * A value inside a JSON text. Looking for what is not there gives {@link #MISSING}, which answers
 * every question with nothing, so that a path may be walked without checks. Texts are decoded when
 * they are asked for. Keeps the bytes it was read from and must not outlive a change of them.
 */
public final class Json {

  /** What is not there. */
  public static final Json MISSING = new Json(JsonIndex.of(new byte[] {'{', '}'}, 0, 2), -1);

  private static final int SHORT = 18; // digits that fit into a long, whatever they are
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  private final JsonIndex index;
  private final int entry;

  private Json(JsonIndex index, int entry) {
    this.index = index;
    this.entry = entry;
  }

  /**
   * Reads UTF-8 bytes, which may begin with a byte order mark and white space.
   *
   * @throws JsonException if they are no JSON
   */
  public static Json parse(byte[] bytes) {
    return parse(bytes, 0, bytes.length);
  }

  /** Reads the bytes from one offset up to another. */
  public static Json parse(byte[] bytes, int from, int to) {
    return new Json(JsonIndex.of(bytes, from, to), 0);
  }

  /** Reads JSON inside JSON, or what came as text. */
  public static Json parse(String text) {
    return parse(text.getBytes(UTF_8));
  }

  /** Reads JSON where the text may be none. */
  public static Json parseOrMissing(String text) {
    try {
      return parse(text);
    } catch (JsonException noJson) {
      return MISSING;
    }
  }

  /** The member of this name; the first of several. */
  public Json get(String name) {
    if (isObject()) {
      int last = index.next(entry);
      for (int member = first(); member < last; member = index.next(member)) {
        if (index.isNamed(member, name)) {
          return new Json(index, member);
        }
      }
    }
    return MISSING;
  }

  /** The member of a member of a member. */
  public Json get(String name, String... deeper) {
    Json found = get(name);
    for (String step : deeper) {
      found = found.get(step);
    }
    return found;
  }

  /** The element at this place, from 0. */
  public Json at(int position) {
    if (isArray() && position >= 0) {
      int last = index.next(entry);
      int left = position;
      for (int element = first(); element < last; element = index.next(element)) {
        if (left-- == 0) {
          return new Json(index, element);
        }
      }
    }
    return MISSING;
  }

  /** The elements of an array in order; empty for anything else. */
  public List<Json> elements() {
    if (!isArray()) {
      return List.of();
    }
    List<Json> elements = new ArrayList<>();
    int last = index.next(entry);
    for (int element = first(); element < last; element = index.next(element)) {
      elements.add(new Json(index, element));
    }
    return elements;
  }

  /** Hands over each member of an object in order; none of anything else. */
  public void members(BiConsumer<String, Json> reader) {
    if (!isObject()) {
      return;
    }
    int last = index.next(entry);
    for (int member = first(); member < last; member = index.next(member)) {
      reader.accept(index.name(member), new Json(index, member));
    }
  }

  /** Whether this is not there at all; a JSON {@code null} is there. */
  public boolean isMissing() {
    return entry < 0;
  }

  /** Whether there is a value other than {@code null}. */
  public boolean isPresent() {
    return entry >= 0 && index.first(entry) != 'n';
  }

  /** Whether this is an object. */
  public boolean isObject() {
    return entry >= 0 && index.first(entry) == '{';
  }

  /** Whether this is an array. */
  public boolean isArray() {
    return entry >= 0 && index.first(entry) == '[';
  }

  /** Whether this is a text. */
  public boolean isText() {
    return entry >= 0 && index.first(entry) == '"';
  }

  /** Whether this is a number. */
  public boolean isNumber() {
    if (entry < 0) {
      return false;
    }
    byte first = index.first(entry);
    return first == '-' || (first >= '0' && first <= '9');
  }

  /** Whether this is an object or array without anything in it. */
  public boolean isEmpty() {
    return (isObject() || isArray()) && index.next(entry) == first();
  }

  /**
   * The text; a number or a boolean as it was written, since vendors mix them up; empty for
   * everything else.
   */
  public String text() {
    if (!isPresent() || isObject() || isArray()) {
      return "";
    }
    return isText() ? index.text(entry) : raw();
  }

  /** The text, if there is one and it is not empty. */
  public Optional<String> nonEmptyText() {
    String text = text();
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /** Whether the text is this one. */
  public boolean is(String text) {
    return isText() && index.isText(entry, text);
  }

  /** The whole number, also when it came as text or with decimals; empty otherwise. */
  public OptionalLong number() {
    return isNumber() && isShortAndWhole()
        ? OptionalLong.of(small())
        : decimal()
            .filter(exact -> exact.abs().compareTo(MOST) <= 0)
            .map(exact -> OptionalLong.of(exact.longValue()))
            .orElse(OptionalLong.empty());
  }

  /** Nearly every number of a vendor: digits alone, and few enough for a long. */
  private boolean isShortAndWhole() {
    boolean digits = length() <= SHORT;
    for (int i = index.begin(entry); digits && i < index.end(entry); i++) {
      digits = index.bytes[i] >= '0' && index.bytes[i] <= '9';
    }
    return digits;
  }

  private long small() {
    long value = 0;
    for (int i = index.begin(entry); i < index.end(entry); i++) {
      value = value * 10 + (index.bytes[i] - '0');
    }
    return value;
  }

  /** The whole number, or another. */
  public long number(long otherwise) {
    return isNumber() && isShortAndWhole() ? small() : number().orElse(otherwise);
  }

  /** The exact number, also when it came as text; empty otherwise. */
  public Optional<BigDecimal> decimal() {
    return isNumber() || isText() ? decimal(text().strip()) : Optional.empty();
  }

  /** Whether this is {@code true}. */
  public boolean isTrue() {
    return entry >= 0 && index.first(entry) == 't';
  }

  /**
   * The numbers of an array.
   *
   * @throws JsonException if this is none, or holds nothing, or anything but numbers
   */
  public float[] floats() {
    if (!isArray() || isEmpty()) {
      throw new JsonException("a list of numbers is missing", entry < 0 ? 0 : index.begin(entry));
    }
    float[] floats = new float[Math.max(0, index.next(entry) - first())];
    try (JsonParser parser = index.parser(entry)) {
      parser.nextToken();
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        if (!parser.currentToken().isNumeric()) {
          throw new JsonException("a number is missing", index.begin(entry));
        }
        floats[i] = parser.getFloatValue();
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return floats;
  }

  /** This value as JSON text, exactly as it was written; empty where it is missing. */
  public String raw() {
    return entry < 0 ? "" : index.raw(entry);
  }

  /** The size of the JSON text, and nothing of it. */
  @Override
  public String toString() {
    return entry < 0 ? "nothing" : "JSON of " + length() + " bytes";
  }

  private static Optional<BigDecimal> decimal(String text) {
    if (text.isEmpty() || text.length() > 400) {
      return Optional.empty();
    }
    try {
      BigDecimal value = new BigDecimal(text);
      return Math.abs((long) value.scale()) > 400 ? Optional.empty() : Optional.of(value);
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  private int first() {
    return entry + JsonIndex.FIRST_WITHIN;
  }

  private int length() {
    return index.end(entry) - index.begin(entry);
  }
}
