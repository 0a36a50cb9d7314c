package dev.laneway.core;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a configuration from a JSON file: the same tree as the starter's YAML. A value {@code
 * ${NAME}} of an account is taken from the environment.
 */
final class ConfigFile {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9_]+)}");

  /** Of an address that holds neither a user nor a query. */
  private static final Predicate<String> PLAIN_ADDRESS =
      Pattern.compile("[^@?#]*").asMatchPredicate();

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  private ConfigFile(Map<String, String> environment) {
    this.environment = environment;
  }

  static RouterConfig read(Path file) {
    try {
      return of(Files.readString(file), file.toString(), System.getenv());
    } catch (IOException unreadable) {
      String why = Files.exists(file) ? "must be a file that can be read" : "does not exist";
      throw new UncheckedIOException("configuration '" + file + "' " + why, unreadable);
    }
  }

  static RouterConfig of(String json, String name, Map<String, String> environment) {
    ObjectNode root = tree(json, name);
    new ConfigFile(environment).complete(root, name);
    try {
      return ConfigReader.MAPPER.treeToValue(root, RouterConfig.class);
    } catch (JsonProcessingException wrong) {
      // Without its cause: Jackson's own words hold values, and one of them may be a key.
      throw new IllegalArgumentException("configuration '" + name + "': " + saying(root, wrong));
    }
  }

  private static String saying(ObjectNode root, JsonProcessingException wrong) {
    if (wrong instanceof UnrecognizedPropertyException unknown) {
      List<?> known = unknown.getKnownPropertyIds().stream().sorted().toList();
      return pathOf(unknown) + " is unknown, there are " + known;
    }
    if (wrong instanceof MismatchedInputException other) {
      String rule = ConfigReader.wordsFor(other.getTargetType());
      return pathOf(other) + " must be " + rule + was(root, other);
    }
    if (wrong instanceof JsonMappingException refused) {
      Throwable cause = refused.getCause();
      String why = cause == null ? refused.getOriginalMessage() : cause.getMessage();
      return pathOf(refused) + ": " + why;
    }
    return "cannot be read";
  }

  private static ObjectNode tree(String json, String name) {
    try {
      JsonNode tree = ConfigReader.MAPPER.readTree(json.replaceFirst("^\uFEFF", ""));
      JsonNode root = tree.has("laneway") ? tree.get("laneway") : tree;
      if (root instanceof ObjectNode settings) {
        return settings;
      }
      throw new IllegalArgumentException(
          "configuration '%s' must be a JSON object, was %s"
              .formatted(name, root.isMissingNode() ? "empty" : "a JSON " + typeOf(root)));
    } catch (MismatchedInputException twice) {
      throw new IllegalArgumentException(
          "configuration '%s' must say each thing once, line %d, column %d: %s"
              .formatted(
                  name,
                  twice.getLocation().getLineNr(),
                  twice.getLocation().getColumnNr(),
                  twice.getOriginalMessage().replaceFirst(" for .*", "")),
          twice);
    } catch (JacksonException wrong) {
      throw new IllegalArgumentException(
          "configuration '%s' must be JSON, was not at line %d, column %d"
              .formatted(name, wrong.getLocation().getLineNr(), wrong.getLocation().getColumnNr()));
    }
  }

  private static String typeOf(JsonNode node) {
    return node.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  /** Spells out what may be written in short, and puts the environment's values in. */
  private void complete(ObjectNode root, String file) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (root.get("accounts") instanceof ObjectNode accounts) {
      for (Map.Entry<String, JsonNode> account : accounts.properties()) {
        if (account.getValue().isTextual()) {
          account.setValue(json.objectNode().set("api-key", account.getValue()));
        } else if (account.getValue().isNull()) {
          account.setValue(json.objectNode());
        }
      }
      resolve(accounts, "accounts");
      if (!problems.isEmpty()) {
        throw new IllegalArgumentException(
            "configuration '" + file + "': " + String.join("; ", problems));
      }
    }
    if (root.get("lanes") instanceof ArrayNode lanes) {
      for (int i = 0; i < lanes.size(); i++) {
        if (lanes.get(i).isTextual()) {
          lanes.set(i, json.objectNode().set("id", lanes.get(i)));
        }
      }
    }
    withoutNulls(root, "");
  }

  /** A member that is null is not told; an element of a list cannot be meant. */
  private static void withoutNulls(JsonNode node, String path) {
    if (node instanceof ObjectNode object) {
      object.properties().removeIf(member -> member.getValue().isNull());
      object
          .properties()
          .forEach(
              member ->
                  withoutNulls(
                      member.getValue(),
                      path.isEmpty() ? member.getKey() : path + "." + member.getKey()));
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      String place = path + "[" + i + "]";
      if (node.get(i).isNull()) {
        throw new IllegalArgumentException(place + " must not be null");
      }
      withoutNulls(node.get(i), place);
    }
  }

  private void resolve(ObjectNode node, String path) {
    for (Map.Entry<String, JsonNode> child : node.properties()) {
      String name = path + "." + child.getKey();
      if (child.getValue() instanceof ObjectNode object) {
        resolve(object, name);
      } else if (child.getValue().isTextual()) {
        child.setValue(TextNode.valueOf(resolved(child.getValue().asText(), name)));
      }
    }
  }

  private String resolved(String value, String name) {
    Matcher matcher = VARIABLE.matcher(value);
    if (matcher.replaceAll("").contains("${")) {
      problems.add(name + " must name a variable as ${NAME}, with nothing else between the braces");
    }
    matcher.reset();
    StringBuilder text = new StringBuilder();
    while (matcher.find()) {
      String found = environment.get(matcher.group(1));
      if (found == null) {
        problems.add(name + " is taken from ${" + matcher.group(1) + "}, which is not set");
        continue;
      }
      matcher.appendReplacement(text, Matcher.quoteReplacement(found));
    }
    return matcher.appendTail(text).toString();
  }

  private static String pathOf(JsonMappingException wrong) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : wrong.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
  }

  /** The value that was refused, unless it may be a key. */
  private static String was(ObjectNode root, MismatchedInputException wrong) {
    JsonNode node = root;
    for (JsonMappingException.Reference step : wrong.getPath()) {
      node =
          step.getFieldName() == null ? node.path(step.getIndex()) : node.path(step.getFieldName());
    }
    boolean mayBeSecret =
        !wrong.getPath().isEmpty()
            && "accounts".equals(wrong.getPath().get(0).getFieldName())
            && !(wrong.getTargetType() == URI.class && PLAIN_ADDRESS.test(node.asText()));
    return mayBeSecret ? "" : ", was " + (node.isTextual() ? "'" + node.asText() + "'" : node);
  }
}
