package dev.laneway.api;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * The JSON schema of a record: records, enums, collections, maps with text keys, numbers, booleans,
 * texts, dates and what is optional. Every component is required and no other member is allowed, as
 * the strict modes of vendors want it; an {@code Optional} is required and may be null.
 */
final class RecordSchema {

  private final StringBuilder json = new StringBuilder();
  private final Deque<Class<?>> path = new ArrayDeque<>();

  private RecordSchema() {}

  static String of(Class<? extends Record> type) {
    RecordSchema schema = new RecordSchema();
    schema.write(type, "");
    return schema.json.toString();
  }

  private void write(Type type, String description) {
    if (type instanceof ParameterizedType generic) {
      writeGeneric(generic, description);
    } else if (type instanceof GenericArrayType array) {
      open("array", description).append(",\"items\":");
      write(array.getGenericComponentType(), "");
      json.append('}');
    } else if (type instanceof WildcardType wildcard) {
      write(wildcard.getUpperBounds()[0], description);
    } else if (type instanceof Class<?> plain) {
      writeClass(plain, description);
    } else {
      throw unsupported(type);
    }
  }

  private void writeGeneric(ParameterizedType type, String description) {
    Class<?> raw = (Class<?>) type.getRawType();
    Type[] arguments = type.getActualTypeArguments();
    if (raw == Optional.class) {
      writeNullable(() -> write(arguments[0], ""), description);
    } else if (Collection.class.isAssignableFrom(raw)) {
      open("array", description).append(",\"items\":");
      write(arguments[0], "");
      json.append('}');
    } else if (Map.class.isAssignableFrom(raw) && arguments[0] == String.class) {
      open("object", description).append(",\"additionalProperties\":");
      write(arguments[1], "");
      json.append('}');
    } else {
      throw unsupported(type);
    }
  }

  private void writeNullable(Runnable value, String description) {
    json.append("{\"anyOf\":[");
    value.run();
    json.append(",{\"type\":\"null\"}]");
    describe(description);
    json.append('}');
  }

  private void writeClass(Class<?> type, String description) {
    if (type.isRecord()) {
      writeRecord(type, description);
    } else if (type.isEnum()) {
      writeEnum(type, description);
    } else if (type.isArray()) {
      open("array", description).append(",\"items\":");
      write(type.getComponentType(), "");
      json.append('}');
    } else if (type == OptionalInt.class || type == OptionalLong.class) {
      writeNullable(() -> json.append("{\"type\":\"integer\"}"), description);
    } else if (type == OptionalDouble.class) {
      writeNullable(() -> json.append("{\"type\":\"number\"}"), description);
    } else {
      open(simpleTypeOf(type), description);
      String format = formatOf(type);
      if (!format.isEmpty()) {
        json.append(",\"format\":\"").append(format).append('"');
      }
      json.append('}');
    }
  }

  private void writeRecord(Class<?> type, String description) {
    if (path.contains(type)) {
      throw new IllegalArgumentException(
          "a schema cannot be made from a record that contains itself, was " + type.getName());
    }
    path.push(type);
    open("object", description).append(",\"properties\":{");
    StringBuilder required = new StringBuilder();
    String comma = "";
    for (RecordComponent component : type.getRecordComponents()) {
      json.append(comma);
      quote(json, component.getName());
      json.append(':');
      write(component.getGenericType(), descriptionOf(component));
      required.append(comma);
      quote(required, component.getName());
      comma = ",";
    }
    json.append("},\"required\":[").append(required).append("],\"additionalProperties\":false}");
    path.pop();
  }

  private void writeEnum(Class<?> type, String description) {
    open("string", description).append(",\"enum\":[");
    String comma = "";
    for (Object constant : type.getEnumConstants()) {
      json.append(comma);
      quote(json, ((Enum<?>) constant).name());
      comma = ",";
    }
    json.append("]}");
  }

  private StringBuilder open(String type, String description) {
    json.append("{\"type\":\"").append(type).append('"');
    describe(description);
    return json;
  }

  private void describe(String description) {
    if (!description.isEmpty()) {
      json.append(",\"description\":");
      quote(json, description);
    }
  }

  private static String descriptionOf(AnnotatedElement element) {
    Description description = element.getAnnotation(Description.class);
    return description == null ? "" : description.value();
  }

  private static String simpleTypeOf(Class<?> type) {
    if (type == boolean.class || type == Boolean.class) {
      return "boolean";
    }
    if (type == double.class
        || type == Double.class
        || type == float.class
        || type == Float.class
        || type == BigDecimal.class) {
      return "number";
    }
    if ((type.isPrimitive() && type != char.class)
        || type == Integer.class
        || type == Long.class
        || type == Short.class
        || type == Byte.class
        || type == BigInteger.class) {
      return "integer";
    }
    if (CharSequence.class.isAssignableFrom(type)
        || type == char.class
        || type == Character.class
        || !formatOf(type).isEmpty()) {
      return "string";
    }
    throw unsupported(type);
  }

  private static String formatOf(Class<?> type) {
    if (type == Instant.class || type == OffsetDateTime.class) {
      return "date-time";
    }
    if (type == LocalDate.class) {
      return "date";
    }
    if (type == UUID.class) {
      return "uuid";
    }
    return type == URI.class ? "uri" : "";
  }

  private static IllegalArgumentException unsupported(Type type) {
    return new IllegalArgumentException(
        "a schema can be made from records, enums, collections, maps with text keys, numbers,"
            + " booleans, texts, dates and optionals; give JSON text for "
            + type.getTypeName());
  }

  private static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
