package dev.laneway.core.reply;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The rules that the keywords of a schema stand for. Each holds for values of other types. */
final class Rules {

  /** The schema {@code true}. */
  static final Rule ANYTHING = (value, at) -> Optional.empty();

  /** The schema {@code false}. */
  static final Rule NOTHING = (value, at) -> Optional.of(at + " must not be there");

  /** Numbers are the same when they are worth the same, however they are written. */
  private static final Comparator<JsonNode> BY_WORTH =
      (one, other) -> {
        if (one.isNumber() && other.isNumber()) {
          return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
      };

  private Rules() {}

  static Rule type(Set<String> names) {
    String words = names.stream().sorted().collect(Collectors.joining(" or "));
    return demand(
        value -> names.stream().anyMatch(name -> isOf(name, value)), "must be of type " + words);
  }

  private static boolean isOf(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "number" -> value.isNumber();
      case "integer" -> value.isNumber() && isWhole(value.decimalValue());
      case "boolean" -> value.isBoolean();
      default -> value.isNull();
    };
  }

  private static boolean isWhole(BigDecimal number) {
    return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
  }

  static Rule oneOfValues(List<JsonNode> values) {
    return demand(
        value -> values.stream().anyMatch(allowed -> allowed.equals(BY_WORTH, value)),
        values.size() == 1 ? "must be the value demanded" : "must be one of the values listed");
  }

  static Rule properties(Map<String, Rule> rules) {
    return (value, at) -> {
      for (Map.Entry<String, Rule> rule : rules.entrySet()) {
        JsonNode member = value.get(rule.getKey());
        if (member != null) {
          Optional<String> wrong = rule.getValue().objectionTo(member, at + "." + rule.getKey());
          if (wrong.isPresent()) {
            return wrong;
          }
        }
      }
      return Optional.empty();
    };
  }

  static Rule required(List<String> names) {
    return (value, at) ->
        value.isObject()
            ? names.stream()
                .filter(name -> !value.has(name))
                .findFirst()
                .map(name -> at + "." + name + " is required")
            : Optional.empty();
  }

  /** Members that are not among the known ones; their names are the reply's, and not told. */
  static Rule otherProperties(Set<String> known, Rule rule) {
    return (value, at) -> {
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        if (!known.contains(member.getKey())) {
          Optional<String> wrong = rule.objectionTo(member.getValue(), at + ".*");
          if (wrong.isPresent()) {
            return wrong;
          }
        }
      }
      return Optional.empty();
    };
  }

  static Rule items(Rule rule) {
    return (value, at) -> {
      for (int i = 0; value.isArray() && i < value.size(); i++) {
        Optional<String> wrong = rule.objectionTo(value.get(i), at + "[" + i + "]");
        if (wrong.isPresent()) {
          return wrong;
        }
      }
      return Optional.empty();
    };
  }

  static Rule minItems(int least) {
    return demand(
        value -> !value.isArray() || value.size() >= least,
        "must have at least " + least + " items");
  }

  static Rule maxItems(int most) {
    return demand(
        value -> !value.isArray() || value.size() <= most, "must have at most " + most + " items");
  }

  static Rule minLength(int least) {
    return demand(
        value -> !value.isTextual() || length(value) >= least,
        "must have at least " + least + " characters");
  }

  static Rule maxLength(int most) {
    return demand(
        value -> !value.isTextual() || length(value) <= most,
        "must have at most " + most + " characters");
  }

  private static int length(JsonNode text) {
    String characters = text.textValue();
    return characters.codePointCount(0, characters.length());
  }

  static Rule pattern(Pattern pattern) {
    return demand(
        value -> !value.isTextual() || pattern.matcher(value.textValue()).find(),
        "must match " + pattern);
  }

  static Rule minimum(BigDecimal least) {
    return demand(
        value -> !value.isNumber() || value.decimalValue().compareTo(least) >= 0,
        "must be at least " + least);
  }

  static Rule maximum(BigDecimal most) {
    return demand(
        value -> !value.isNumber() || value.decimalValue().compareTo(most) <= 0,
        "must be at most " + most);
  }

  static Rule all(List<Rule> rules) {
    return (value, at) -> {
      for (Rule rule : rules) {
        Optional<String> wrong = rule.objectionTo(value, at);
        if (wrong.isPresent()) {
          return wrong;
        }
      }
      return Optional.empty();
    };
  }

  static Rule any(List<Rule> rules) {
    return (value, at) ->
        holding(rules, value) > 0
            ? Optional.empty()
            : Optional.of(at + " must fit one of " + rules.size() + " schemas");
  }

  static Rule one(List<Rule> rules) {
    return (value, at) -> {
      long holding = holding(rules, value);
      return holding == 1
          ? Optional.empty()
          : Optional.of(
              at + " must fit exactly one of " + rules.size() + " schemas, fits " + holding);
    };
  }

  private static long holding(List<Rule> rules, JsonNode value) {
    return rules.stream().filter(rule -> rule.objectionTo(value, "").isEmpty()).count();
  }

  private static Rule demand(Predicate<JsonNode> test, String words) {
    return (value, at) -> test.test(value) ? Optional.empty() : Optional.of(at + " " + words);
  }
}
