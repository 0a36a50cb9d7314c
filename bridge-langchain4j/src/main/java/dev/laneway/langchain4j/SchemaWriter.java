package dev.laneway.langchain4j;

import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.model.chat.request.json.JsonAnyOfSchema;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonBooleanSchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonNullSchema;
import dev.langchain4j.model.chat.request.json.JsonNumberSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonReferenceSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes LangChain4j's schemas, and errors of tools, as the JSON text that crosses the bridge. */
final class SchemaWriter {

  private final StringBuilder json = new StringBuilder();

  private SchemaWriter() {}

  static String written(JsonSchemaElement schema) {
    SchemaWriter writer = new SchemaWriter();
    writer.schema(schema);
    return writer.json.toString();
  }

  /** An object with one member. */
  static String object(String name, String text) {
    SchemaWriter writer = new SchemaWriter();
    writer.json.append('{');
    writer.member(name);
    writer.text(text);
    return writer.json.append('}').toString();
  }

  private void schema(JsonSchemaElement schema) {
    if (schema instanceof JsonRawSchema raw) {
      json.append(raw.schema());
      return;
    }
    json.append('{');
    if (schema instanceof JsonObjectSchema object) {
      object(object);
    } else if (schema instanceof JsonArraySchema array) {
      type("array");
      if (array.items() != null) {
        member("items");
        schema(array.items());
      }
    } else if (schema instanceof JsonEnumSchema one) {
      type("string");
      member("enum");
      list(one.enumValues(), this::text);
    } else if (schema instanceof JsonAnyOfSchema any) {
      member("anyOf");
      list(any.anyOf(), this::schema);
    } else if (schema instanceof JsonReferenceSchema reference) {
      member("$ref");
      text("#/$defs/" + reference.reference());
    } else {
      type(plainTypeOf(schema));
    }
    described(schema.description());
    json.append('}');
  }

  private void object(JsonObjectSchema object) {
    type("object");
    member("properties");
    members(object.properties());
    if (object.required() != null) {
      member("required");
      list(object.required(), this::text);
    }
    if (object.additionalProperties() != null) {
      member("additionalProperties");
      json.append(object.additionalProperties());
    }
    if (object.definitions() != null && !object.definitions().isEmpty()) {
      member("$defs");
      members(object.definitions());
    }
  }

  private static String plainTypeOf(JsonSchemaElement schema) {
    if (schema instanceof JsonStringSchema) {
      return "string";
    }
    if (schema instanceof JsonIntegerSchema) {
      return "integer";
    }
    if (schema instanceof JsonNumberSchema) {
      return "number";
    }
    if (schema instanceof JsonBooleanSchema) {
      return "boolean";
    }
    if (schema instanceof JsonNullSchema) {
      return "null";
    }
    throw new InvalidRequestException(
        "schemas of " + schema.getClass().getName() + " are not supported");
  }

  private void members(Map<String, JsonSchemaElement> members) {
    json.append('{');
    members.forEach(
        (name, schema) -> {
          member(name);
          schema(schema);
        });
    json.append('}');
  }

  private <T> void list(Collection<T> elements, Consumer<T> write) {
    json.append('[');
    elements.forEach(
        element -> {
          comma();
          write.accept(element);
        });
    json.append(']');
  }

  private void type(String type) {
    member("type");
    text(type);
  }

  private void described(@Nullable String description) {
    if (description != null) {
      member("description");
      text(description);
    }
  }

  private void member(String name) {
    comma();
    text(name);
    json.append(':');
  }

  private void comma() {
    char last = json.charAt(json.length() - 1);
    if (last != '{' && last != '[') {
      json.append(',');
    }
  }

  private void text(String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(hex(c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }

  private static char hex(char c) {
    return Character.forDigit(c & 15, 16);
  }
}
