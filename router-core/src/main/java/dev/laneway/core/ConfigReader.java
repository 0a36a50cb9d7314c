package dev.laneway.core;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.Serial;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How JSON becomes the records of a configuration, and how it is said that it did not. */
final class ConfigReader {

  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .addModule(
              new SimpleModule("laneway")
                  .addDeserializer(Duration.class, new Words<>(Duration.class, Amounts::duration))
                  .addDeserializer(ZoneId.class, new Words<>(ZoneId.class, ZoneId::of))
                  .setDeserializerModifier(new RelaxedEnums()))
          .build();

  private ConfigReader() {}

  static String wordsFor(@Nullable Class<?> type) {
    if (type == null) {
      return "something else";
    }
    if (type.isEnum()) {
      return "one of " + namesOf(type);
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    return TYPES.getOrDefault(type, "an object");
  }

  private static final Map<Class<?>, String> TYPES =
      Map.of(
          Long.class, "a whole number",
          Integer.class, "a whole number",
          Double.class, "a number",
          java.math.BigDecimal.class, "a number",
          Boolean.class, "true or false",
          String.class, "text",
          URI.class, "an address such as https://host/v1",
          Duration.class, "a duration such as 500ms, 10s, 5m, 2h or 1d",
          ZoneId.class, "a time zone such as UTC or America/Los_Angeles");

  private static List<String> namesOf(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
        .toList();
  }

  /** A value that people write as a word. */
  static final class Words<V> extends StdScalarDeserializer<V> {

    @Serial private static final long serialVersionUID = 1;

    private final transient Function<String, V> reading;

    Words(Class<V> type, Function<String, V> reading) {
      super(type);
      this.reading = reading;
    }

    @Override
    public V deserialize(JsonParser json, DeserializationContext context) throws IOException {
      String text = json.getValueAsString("");
      try {
        return reading.apply(text.strip());
      } catch (IllegalArgumentException | DateTimeException wrong) {
        throw context.weirdStringException(text, handledType(), "not understood");
      }
    }
  }

  /** Constants in any case, with hyphens or underscores, as the starter takes them. */
  private static final class RelaxedEnums extends BeanDeserializerModifier {

    @Serial private static final long serialVersionUID = 1;

    @Override
    public JsonDeserializer<?> modifyEnumDeserializer(
        DeserializationConfig config,
        JavaType type,
        BeanDescription description,
        JsonDeserializer<?> usual) {
      return constantsOf(type.getRawClass());
    }

    private static <E> JsonDeserializer<E> constantsOf(Class<E> type) {
      return new Words<>(
          type,
          text ->
              Arrays.stream(type.getEnumConstants())
                  .filter(constant -> constant.toString().equalsIgnoreCase(text.replace('-', '_')))
                  .findFirst()
                  .orElseThrow(() -> new IllegalArgumentException(text)));
    }
  }
}
