package dev.laneway.integration.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A recorded body as a vendor on a bad day would send it.
 *
 * @param taken says of each oddity whether it is worth the time
 */
record Mutations(WireFile file, BooleanSupplier taken) {

  /**
   * One such body.
   *
   * @param name what was done to it
   * @param bytes one letter for each byte
   */
  record Mutation(String name, String bytes) {

    static Mutation of(String name, byte[] body) {
      return new Mutation(name, new String(body, ISO_8859_1));
    }

    static Mutation of(String name, String body) {
      return of(name, body.getBytes(UTF_8));
    }

    byte[] body() {
      return bytes.getBytes(ISO_8859_1);
    }
  }

  /** Values in the place of others: of other types, unknown words, too large, too deep. */
  private static final List<JsonNode> VALUES =
      Stream.of(
              "null",
              "\"\"",
              "\"brand_new\"",
              "0",
              "-1",
              "0.5",
              "9223372036854775808",
              "1e400",
              "-1e400",
              "1".repeat(400),
              "true",
              "[]",
              "{}",
              "[null]",
              "[[]]",
              "[\"\"]",
              "[0]",
              "[{}]",
              "{\"\":null}",
              "{\"text\":\"t\",\"index\":7}",
              "\"\\ud800\\u0000\\n\"",
              "[".repeat(400) + "]".repeat(400))
          .map(Mutations::json)
          .toList();

  private static JsonNode json(String text) {
    try {
      return WireFile.JSON
          .reader()
          .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .readTree(text);
    } catch (JsonProcessingException wrong) {
      throw new IllegalStateException(wrong);
    }
  }

  Mutation whole() {
    return Mutation.of("whole", file.recording().reply().body());
  }

  private boolean isStreamed() {
    return Scope.operation(file) == Operation.STREAM && file.status() == 200;
  }

  /** The body, ended behind each of its bytes or, if it is long, behind so many of them. */
  Stream<Mutation> cuts(int most) {
    byte[] whole = file.recording().reply().body();
    int step = Math.max(1, whole.length / most);
    return IntStream.iterate(0, at -> at < whole.length, at -> at + step)
        .mapToObj(at -> Mutation.of("cut at " + at, Arrays.copyOf(whole, at)));
  }

  /** The same with other line ends and marks that mean nothing. */
  Stream<Mutation> dressed() {
    String unix = file.body().replace("\r\n", "\n").replace('\r', '\n');
    String end = isStreamed() ? "\n\n" : "";
    return Stream.of(
        Mutation.of("LF", unix + end),
        Mutation.of("CRLF", (unix + end).replace("\n", "\r\n")),
        Mutation.of("CR", (unix + end).replace('\n', '\r')),
        Mutation.of("BOM", "\uFEFF" + file.body()),
        Mutation.of("white space around", "\n\n" + file.body() + " \n\n\n"));
  }

  /** Events, or lines, that are missing, there twice or in another order. */
  Stream<Mutation> shuffled() {
    if (!isStreamed()) {
      return Stream.empty();
    }
    List<String> pieces = pieces();
    List<Mutation> all = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      if (!taken.getAsBoolean()) {
        continue;
      }
      List<String> without = new ArrayList<>(pieces);
      without.remove(i);
      all.add(Mutation.of("without piece " + i, String.join("", without)));
      List<String> twice = new ArrayList<>(pieces);
      twice.add(i, pieces.get(i));
      all.add(Mutation.of("piece " + i + " twice", String.join("", twice)));
      if (i > 0) {
        List<String> swapped = new ArrayList<>(pieces);
        Collections.swap(swapped, i - 1, i);
        all.add(Mutation.of("pieces " + i + " swapped", String.join("", swapped)));
      }
    }
    return all.stream();
  }

  /** Pieces of a stream with their ends. */
  private List<String> pieces() {
    String unix = file.body().replace("\r\n", "\n").replace('\r', '\n');
    String end = unix.startsWith("{") ? "\n" : "\n\n";
    return Arrays.stream(unix.split(end, -1))
        .filter(piece -> !piece.isBlank())
        .map(piece -> piece + end)
        .toList();
  }

  /** Each value of the JSON in it replaced by each of the odd ones, and removed. */
  Stream<Mutation> odd() {
    if (!isStreamed()) {
      return parsed(file.body()).flatMap(tree -> odd(tree, "", ""));
    }
    List<String> pieces = pieces();
    return IntStream.range(0, pieces.size())
        .filter(i -> i < 3 || i > pieces.size() - 4)
        .boxed()
        .flatMap(
            i -> {
              String piece = pieces.get(i);
              int brace = piece.indexOf('{');
              if (brace < 0) {
                return Stream.empty();
              }
              String before = String.join("", pieces.subList(0, i)) + piece.substring(0, brace);
              String end = piece.startsWith("{") ? "\n" : "\n\n";
              String after = end + String.join("", pieces.subList(i + 1, pieces.size()));
              return parsed(piece.substring(brace)).flatMap(tree -> odd(tree, before, after));
            });
  }

  private static Stream<JsonNode> parsed(String text) {
    try {
      return Stream.of(WireFile.JSON.readTree(text)).filter(JsonNode::isContainerNode);
    } catch (JsonProcessingException notJson) {
      return Stream.empty();
    }
  }

  private Stream<Mutation> odd(JsonNode root, String before, String after) {
    List<Mutation> all = new ArrayList<>();
    visit(root, root, "", before, after, all);
    return all.stream();
  }

  private void visit(
      JsonNode root, JsonNode at, String path, String before, String after, List<Mutation> all) {
    if (at instanceof ObjectNode object) {
      for (String name : namesOf(object)) {
        JsonNode real = object.get(name);
        for (JsonNode value : VALUES) {
          object.set(name, value);
          add(path + "." + name + "=" + shown(value), before, root, after, all);
        }
        object.remove(name);
        add(path + "." + name + " removed", before, root, after, all);
        object.set(name, real);
        visit(root, real, path + "." + name, before, after, all);
      }
    } else if (at instanceof ArrayNode array) {
      for (int i = 0; i < Math.min(3, array.size()); i++) {
        JsonNode real = array.get(i);
        for (JsonNode value : VALUES) {
          array.set(i, value);
          add(path + "[" + i + "]=" + shown(value), before, root, after, all);
        }
        array.set(i, real);
        visit(root, real, path + "[" + i + "]", before, after, all);
      }
    }
  }

  private void add(String name, String before, JsonNode root, String after, List<Mutation> all) {
    if (taken.getAsBoolean()) {
      all.add(Mutation.of(name, before + root + after));
    }
  }

  private static List<String> namesOf(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() > 30 ? text.substring(0, 30) + "…" : text;
  }
}
