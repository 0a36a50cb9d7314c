package dev.laneway.core.reply;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Turns the keywords of a schema into rules, once, and refuses what cannot be meant. */
final class SchemaReader {

  private static final Set<String> TYPES =
      Set.of("object", "array", "string", "number", "integer", "boolean", "null");

  private final JsonNode schema;
  private final String at;
  private final List<Rule> rules = new ArrayList<>();

  private SchemaReader(JsonNode schema, String at) {
    this.schema = schema;
    this.at = at;
  }

  /**
   * The rule of a schema.
   *
   * @param at where the schema stands: {@code #/properties/price}
   */
  static Rule ruleOf(JsonNode schema, String at) {
    if (schema.isBoolean()) {
      return schema.asBoolean() ? Rules.ANYTHING : Rules.NOTHING;
    }
    if (!schema.isObject()) {
      throw new IllegalArgumentException(
          "check must be a JSON schema: " + at + " must be an object or a boolean");
    }
    return new SchemaReader(schema, at).read();
  }

  private Rule read() {
    given("type", types -> rules.add(Rules.type(typesOf(types))));
    given("enum", values -> rules.add(Rules.oneOfValues(elementsOf("enum", values))));
    given("const", value -> rules.add(Rules.oneOfValues(List.of(value))));
    members();
    given("items", items -> rules.add(Rules.items(ruleOf(items, at + "/items"))));
    size("minItems").ifPresent(least -> rules.add(Rules.minItems(least)));
    size("maxItems").ifPresent(most -> rules.add(Rules.maxItems(most)));
    size("minLength").ifPresent(least -> rules.add(Rules.minLength(least)));
    size("maxLength").ifPresent(most -> rules.add(Rules.maxLength(most)));
    given("pattern", pattern -> rules.add(Rules.pattern(patternOf(pattern))));
    number("minimum").ifPresent(least -> rules.add(Rules.minimum(least)));
    number("maximum").ifPresent(most -> rules.add(Rules.maximum(most)));
    given("allOf", some -> rules.add(Rules.all(rulesOf("allOf", some))));
    given("anyOf", some -> rules.add(Rules.any(rulesOf("anyOf", some))));
    given("oneOf", some -> rules.add(Rules.one(rulesOf("oneOf", some))));
    return Rules.all(List.copyOf(rules));
  }

  private void members() {
    Map<String, Rule> properties = new LinkedHashMap<>();
    given(
        "properties",
        members -> {
          require(members.isObject(), "properties", "an object of schemas");
          members
              .properties()
              .forEach(
                  member ->
                      properties.put(
                          member.getKey(),
                          ruleOf(member.getValue(), at + "/properties/" + member.getKey())));
        });
    if (!properties.isEmpty()) {
      rules.add(Rules.properties(properties));
    }
    given("required", names -> rules.add(Rules.required(textsOf("required", names))));
    given(
        "additionalProperties",
        others ->
            rules.add(
                Rules.otherProperties(
                    Set.copyOf(properties.keySet()),
                    ruleOf(others, at + "/additionalProperties"))));
  }

  private void given(String keyword, Consumer<JsonNode> reader) {
    JsonNode value = schema.get(keyword);
    if (value != null) {
      reader.accept(value);
    }
  }

  private Set<String> typesOf(JsonNode types) {
    List<String> names = types.isTextual() ? List.of(types.asText()) : textsOf("type", types);
    require(!names.isEmpty() && TYPES.containsAll(names), "type", "among " + sorted(TYPES));
    return Set.copyOf(names);
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }

  private Pattern patternOf(JsonNode pattern) {
    require(pattern.isTextual(), "pattern", "a text");
    try {
      return Pattern.compile(pattern.asText());
    } catch (PatternSyntaxException wrong) {
      throw wrong("pattern", "a regular expression (" + wrong.getDescription() + ")");
    }
  }

  private OptionalInt size(String keyword) {
    JsonNode value = schema.get(keyword);
    if (value == null) {
      return OptionalInt.empty();
    }
    require(value.canConvertToInt() && value.asInt() >= 0, keyword, "a whole number from 0");
    return OptionalInt.of(value.asInt());
  }

  private Optional<BigDecimal> number(String keyword) {
    JsonNode value = schema.get(keyword);
    if (value == null) {
      return Optional.empty();
    }
    require(value.isNumber(), keyword, "a number");
    return Optional.of(value.decimalValue());
  }

  private List<JsonNode> elementsOf(String keyword, JsonNode array) {
    require(array.isArray() && !array.isEmpty(), keyword, "a list with something in it");
    List<JsonNode> elements = new ArrayList<>();
    array.forEach(elements::add);
    return elements;
  }

  private List<Rule> rulesOf(String keyword, JsonNode array) {
    List<Rule> some = new ArrayList<>();
    for (JsonNode element : elementsOf(keyword, array)) {
      some.add(ruleOf(element, at + "/" + keyword + "/" + some.size()));
    }
    return some;
  }

  private List<String> textsOf(String keyword, JsonNode array) {
    require(array.isArray(), keyword, "a list of texts");
    List<String> texts = new ArrayList<>();
    for (JsonNode element : array) {
      require(element.isTextual(), keyword, "a list of texts");
      texts.add(element.asText());
    }
    return texts;
  }

  private void require(boolean holds, String keyword, String rule) {
    if (!holds) {
      throw wrong(keyword, rule);
    }
  }

  private IllegalArgumentException wrong(String keyword, String rule) {
    return new IllegalArgumentException(
        "check must be a JSON schema: "
            + at
            + "/"
            + keyword
            + " must be "
            + rule
            + ", was "
            + schema.get(keyword));
  }
}
