package dev.laneway.integration.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.laneway.fixtures.Recordings;
import dev.laneway.testkit.Recording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A recording and its row in the index.
 *
 * @param name its path below the folder of recordings
 * @param model the model in the index, which need not be how it was asked for
 * @param stream whether the answer came in pieces
 * @param request the request's body, missing where it was not recorded
 */
record WireFile(
    String name, String kind, String model, boolean stream, JsonNode request, Recording recording) {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final Pattern MODEL_IN_PATH =
      Pattern.compile("/(?:models/([^:/?]+):|deployments/([^/]+)/)");

  /** All recordings; skips the test that asks if there are none. */
  static List<WireFile> all() {
    Path folder = Recordings.folder();
    try {
      List<WireFile> all = new ArrayList<>();
      for (JsonNode row : JSON.readTree(folder.resolve("index.json").toFile())) {
        all.add(read(folder, row));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static WireFile read(Path folder, JsonNode row) throws JsonProcessingException {
    String name = row.path("file").asText();
    Recording recording = Recording.read(folder.resolve(name));
    JsonNode request = JSON.readTree(recording.request());
    return new WireFile(
        name,
        row.path("kind").asText(),
        row.path("model").asText(""),
        row.path("stream").asBoolean(),
        request.isContainerNode() ? request : MissingNode.getInstance(),
        recording);
  }

  /** The folder: who answered. */
  String vendor() {
    return name.substring(0, name.indexOf('/'));
  }

  int status() {
    return recording.reply().status();
  }

  String body() {
    return recording.reply().bodyText();
  }

  /** The path without its query. */
  String path() {
    int query = recording.path().indexOf('?');
    return query < 0 ? recording.path() : recording.path().substring(0, query);
  }

  /** The model as it was asked for. */
  String askedModel() {
    if (request.path("model").isTextual()) {
      return request.path("model").asText().replaceFirst("^models/", "");
    }
    Matcher inPath = MODEL_IN_PATH.matcher(recording.path());
    if (inPath.find()) {
      return inPath.group(1) != null ? inPath.group(1) : inPath.group(2);
    }
    return model.isBlank() || model.equals("null") ? "some-model" : model;
  }

  @Override
  public String toString() {
    return name;
  }
}
