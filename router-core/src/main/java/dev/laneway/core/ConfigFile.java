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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a configuration from a JSON file: the same tree as the starter's YAML. A value {@code
 * ${NAME}} of an account is taken from the environment.
 */
final class ConfigFile {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9_]+)}");

  private final Map<String, String> environment;

  private ConfigFile(Map<String, String> environment) {
    this.environment = environment;
  }

  static RouterConfig read(Path file) {
    try {
      return of(Files.readString(file), file.toString(), System.getenv());
    } catch (IOException unreadable) {
      throw new UncheckedIOException("configuration '" + file + "' cannot be read", unreadable);
    }
  }

  static RouterConfig of(String json, String name, Map<String, String> environment) {
    ObjectNode root = tree(json, name);
    new ConfigFile(environment).complete(root);
    try {
      return ConfigReader.MAPPER.treeToValue(root, RouterConfig.class);
    } catch (UnrecognizedPropertyException unknown) {
      throw new IllegalArgumentException(
          "%s is unknown, there are %s"
              .formatted(pathOf(unknown), unknown.getKnownPropertyIds().stream().sorted().toList()),
          unknown);
    } catch (MismatchedInputException wrong) {
      throw new IllegalArgumentException(
          "%s must be %s%s"
              .formatted(
                  pathOf(wrong), ConfigReader.wordsFor(wrong.getTargetType()), was(root, wrong)),
          wrong);
    } catch (JsonMappingException refused) {
      Throwable cause = refused.getCause() == null ? refused : refused.getCause();
      throw new IllegalArgumentException(pathOf(refused) + ": " + cause.getMessage(), refused);
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException("configuration '" + name + "' cannot be read", wrong);
    }
  }

  private static ObjectNode tree(String json, String name) {
    try {
      JsonNode tree = ConfigReader.MAPPER.readTree(json);
      JsonNode root = tree.has("laneway") ? tree.get("laneway") : tree;
      if (root instanceof ObjectNode settings) {
        return settings;
      }
      throw new IllegalArgumentException(
          "configuration '" + name + "' must be a JSON object, was " + root.getNodeType());
    } catch (JacksonException wrong) {
      throw new IllegalArgumentException(
          "configuration '%s' must be JSON, was not at line %d, column %d"
              .formatted(name, wrong.getLocation().getLineNr(), wrong.getLocation().getColumnNr()));
    }
  }

  /** Spells out what may be written in short, and puts the environment's values in. */
  private void complete(ObjectNode root) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (root.get("accounts") instanceof ObjectNode accounts) {
      for (Map.Entry<String, JsonNode> account : accounts.properties()) {
        if (account.getValue().isTextual()) {
          account.setValue(json.objectNode().set("api-key", account.getValue()));
        }
      }
      resolve(accounts);
    }
    if (root.get("lanes") instanceof ArrayNode lanes) {
      for (int i = 0; i < lanes.size(); i++) {
        if (lanes.get(i).isTextual()) {
          lanes.set(i, json.objectNode().set("id", lanes.get(i)));
        }
      }
    }
  }

  private void resolve(ObjectNode node) {
    for (Map.Entry<String, JsonNode> child : node.properties()) {
      if (child.getValue() instanceof ObjectNode object) {
        resolve(object);
      } else if (child.getValue().isTextual()) {
        child.setValue(TextNode.valueOf(resolved(child.getValue().asText())));
      }
    }
  }

  private String resolved(String value) {
    Matcher matcher = VARIABLE.matcher(value);
    StringBuilder text = new StringBuilder();
    while (matcher.find()) {
      String found = environment.getOrDefault(matcher.group(1), "");
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
  private static String was(ObjectNode root, JsonMappingException wrong) {
    JsonNode node = root;
    for (JsonMappingException.Reference step : wrong.getPath()) {
      node =
          step.getFieldName() == null ? node.path(step.getIndex()) : node.path(step.getFieldName());
    }
    boolean mayBeSecret =
        !wrong.getPath().isEmpty() && "accounts".equals(wrong.getPath().get(0).getFieldName());
    return mayBeSecret ? "" : ", was " + (node.isTextual() ? "'" + node.asText() + "'" : node);
  }
}
