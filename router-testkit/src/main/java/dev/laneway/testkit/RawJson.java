package dev.laneway.testkit;

import java.util.LinkedHashMap;
import java.util.Map;

/** Just enough JSON to take recordings apart: an object's members as raw text, and texts. */
final class RawJson {

  private final String json;
  private int at;

  private RawJson(String json) {
    this.json = json;
  }

  /** The members of an object, each value as the JSON text that it is; none for {@code null}. */
  static Map<String, String> members(String object) {
    if (object.strip().equals("null")) {
      return Map.of();
    }
    return new RawJson(object).membersOf();
  }

  /** A JSON string as text; what is not a string stays as it is, and {@code null} is empty. */
  static String text(String value) {
    String raw = value.strip();
    if (raw.equals("null")) {
      return "";
    }
    return raw.startsWith("\"") ? new RawJson(raw).string() : raw;
  }

  private Map<String, String> membersOf() {
    Map<String, String> members = new LinkedHashMap<>();
    expect('{');
    while (peek() != '}') {
      String name = string();
      expect(':');
      peek();
      int from = at;
      skipValue();
      members.put(name, json.substring(from, at));
      if (peek() == ',') {
        at++;
      }
    }
    return members;
  }

  private void skipValue() {
    char first = peek();
    if (first == '"') {
      skipString();
    } else if (first == '{' || first == '[') {
      skipNested();
    } else {
      while (at < json.length() && ",]} \n\r\t".indexOf(json.charAt(at)) < 0) {
        at++;
      }
    }
  }

  private void skipNested() {
    int depth = 0;
    do {
      char c = next();
      if (c == '"') {
        at--;
        skipString();
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
      }
    } while (depth > 0);
  }

  private void skipString() {
    expect('"');
    for (char c = next(); c != '"'; c = next()) {
      if (c == '\\') {
        at++;
      }
    }
  }

  private String string() {
    expect('"');
    StringBuilder text = new StringBuilder();
    for (char c = next(); c != '"'; c = next()) {
      text.append(c == '\\' ? escaped(next()) : c);
    }
    return text.toString();
  }

  private char escaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> {
        at += 4;
        yield (char) Integer.parseInt(json.substring(at - 4, at), 16);
      }
      default -> c;
    };
  }

  private char peek() {
    while (at < json.length() && Character.isWhitespace(json.charAt(at))) {
      at++;
    }
    return at < json.length() ? json.charAt(at) : '\0';
  }

  private char next() {
    if (at >= json.length()) {
      throw new IllegalArgumentException("JSON ends too early, at character " + at);
    }
    return json.charAt(at++);
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw new IllegalArgumentException("no JSON: expected " + wanted + " at character " + at);
    }
    at++;
  }
}
