package dev.laneway.core;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A vendor's entry in the catalogue, read by tokens: every router reads it, and few need data
 * binding for anything else.
 *
 * @param models by name, each with its numbers by name
 * @param freeModels the numbers that hold for all free models together; none where nothing does
 */
record KnownVendor(
    String minute,
    String day,
    String zone,
    List<String> defaults,
    List<String> embeddings,
    Map<String, Map<String, Long>> models,
    Map<String, Long> freeModels) {

  /** A vendor of which nothing is known. */
  static final KnownVendor UNKNOWN =
      new KnownVendor("rolling", "rolling", "UTC", List.of(), List.of(), Map.of(), Map.of());

  /** Reads all entries of a catalogue. */
  static Map<String, KnownVendor> readAll(JsonParser in) throws IOException {
    Map<String, KnownVendor> all = new LinkedHashMap<>();
    in.nextToken();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String field = in.currentName();
      in.nextToken();
      if (field.equals("providers")) {
        while (in.nextToken() == JsonToken.FIELD_NAME) {
          String name = in.currentName();
          in.nextToken();
          all.put(name, read(in));
        }
      } else {
        in.skipChildren();
      }
    }
    return all;
  }

  private static KnownVendor read(JsonParser in) throws IOException {
    Map<String, String> words = new LinkedHashMap<>();
    Map<String, List<String>> lists = new LinkedHashMap<>();
    Map<String, Map<String, Long>> models = new LinkedHashMap<>();
    Map<String, Long> freeModels = Map.of();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String field = in.currentName();
      JsonToken value = in.nextToken();
      if (field.equals("models")) {
        while (in.nextToken() == JsonToken.FIELD_NAME) {
          String model = in.currentName();
          in.nextToken();
          models.put(model, numbers(in));
        }
      } else if (field.equals("freeModels")) {
        freeModels = numbers(in);
      } else if (value == JsonToken.START_ARRAY) {
        lists.put(field, texts(in));
      } else {
        words.put(field, in.getText());
      }
    }
    return new KnownVendor(
        words.getOrDefault("minute", UNKNOWN.minute),
        words.getOrDefault("day", UNKNOWN.day),
        words.getOrDefault("zone", UNKNOWN.zone),
        lists.getOrDefault("defaults", List.of()),
        lists.getOrDefault("embeddings", List.of()),
        models,
        freeModels);
  }

  private static List<String> texts(JsonParser in) throws IOException {
    List<String> all = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      all.add(in.getText());
    }
    return List.copyOf(all);
  }

  private static Map<String, Long> numbers(JsonParser in) throws IOException {
    Map<String, Long> all = new LinkedHashMap<>();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      all.put(name, in.getLongValue());
    }
    return all;
  }
}
