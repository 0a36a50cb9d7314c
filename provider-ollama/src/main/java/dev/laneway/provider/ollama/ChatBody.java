package dev.laneway.provider.ollama;

import dev.laneway.api.ChatRequest;
import dev.laneway.api.FailureDetails;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.Reasoning;
import dev.laneway.api.Reasoning.Effort;
import dev.laneway.api.Sampling;
import dev.laneway.api.Tool;
import dev.laneway.api.ToolChoice;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.ProviderException;
import dev.laneway.provider.http.json.JsonException;
import dev.laneway.provider.http.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Writes the body of {@code chat}. Extras named {@code options} are merged into the adapter's own;
 * all others replace what the adapter would say.
 */
final class ChatBody {

  private static final String OPTIONS = "options";

  private final ChatRequest request;
  private final CallControl control;
  private final Map<String, Object> extras;

  private ChatBody(ChatRequest request, CallControl control) {
    this.request = request;
    this.control = control;
    this.extras = request.extras(OllamaProvider.ID);
  }

  /** The body, or a {@link ProviderException} that says what is wrong with the request. */
  static byte[] write(ChatRequest request, CallControl control, boolean stream) {
    ChatBody body = new ChatBody(request, control);
    JsonWriter json = JsonWriter.withExtras(body.plainExtras());
    try {
      body.write(json.object(), stream);
      return json.endObject().toBytes();
    } catch (JsonException broken) {
      throw new ProviderException(
          new ProviderFailure.Rejected(
              FailureDetails.of("a schema of the request is no JSON: " + broken.getMessage()),
              "schema"),
          broken);
    }
  }

  private Map<String, Object> plainExtras() {
    if (!extras.containsKey(OPTIONS)) {
      return extras;
    }
    Map<String, Object> plain = new LinkedHashMap<>(extras);
    plain.remove(OPTIONS);
    return plain;
  }

  private void write(JsonWriter json, boolean stream) {
    json.member("model", control.model());
    new MessageWriter(json, this::drop).write(request.messages());
    json.member("stream", stream);
    // By default a server cuts what is too long from the front, and answers as if nothing were.
    json.member("truncate", false);
    tools(json);
    request
        .responseSchema()
        .ifPresent(
            schema -> {
              if (schema.json().isEmpty()) {
                json.member("format", "json");
              } else {
                json.raw("format", schema.json());
              }
            });
    request.reasoning().ifPresent(reasoning -> think(json, reasoning));
    options(json);
    if (!request.builtInTools().isEmpty()) {
      drop("builtInTools", "Ollama has no tools of its own");
    }
  }

  private void tools(JsonWriter json) {
    ToolChoice choice = request.toolChoice().orElse(ToolChoice.AUTO);
    if (request.tools().isEmpty() || choice.mode() == ToolChoice.Mode.NONE) {
      return;
    }
    json.array("tools");
    for (Tool tool : request.tools()) {
      json.object().member("type", "function").object("function").member("name", tool.name());
      if (!tool.description().isEmpty()) {
        json.member("description", tool.description());
      }
      json.raw("parameters", tool.parameters()).endObject().endObject();
    }
    json.endArray();
    if (choice.mode() != ToolChoice.Mode.AUTO) {
      drop("toolChoice", "Ollama leaves the choice to the model");
    }
  }

  private void think(JsonWriter json, Reasoning reasoning) {
    if (reasoning.budgetTokens().isPresent()) {
      json.member("think", reasoning.budgetTokens().getAsLong() != 0);
    } else if (reasoning.effort() == Effort.NONE) {
      json.member("think", false);
    } else if (reasoning.effort() != Effort.DEFAULT && knowsLevels()) {
      json.member("think", levelOf(reasoning.effort()));
    } else if (reasoning.effort() != Effort.DEFAULT || reasoning.shown()) {
      json.member("think", true);
    }
  }

  /** All other models are asked with yes or no, and refuse a level. */
  private boolean knowsLevels() {
    return control.model().toLowerCase(Locale.ROOT).contains("gpt-oss");
  }

  private static String levelOf(Effort effort) {
    return switch (effort) {
      case NONE, MINIMAL, LOW -> "low";
      case DEFAULT, MEDIUM -> "medium";
      case HIGH, MAX -> "high";
    };
  }

  private void options(JsonWriter json) {
    Map<String, Object> options = new LinkedHashMap<>();
    Sampling sampling = request.sampling();
    sampling.temperature().ifPresent(value -> options.put("temperature", value));
    sampling.topP().ifPresent(value -> options.put("top_p", value));
    sampling.topK().ifPresent(value -> options.put("top_k", value));
    sampling.seed().ifPresent(value -> options.put("seed", value));
    sampling.presencePenalty().ifPresent(value -> options.put("presence_penalty", value));
    sampling.frequencyPenalty().ifPresent(value -> options.put("frequency_penalty", value));
    request.maxOutputTokens().ifPresent(value -> options.put("num_predict", value));
    if (!request.stop().isEmpty()) {
      options.put("stop", request.stop());
    }
    if (extras.get(OPTIONS) instanceof Map<?, ?> more) {
      more.forEach((name, value) -> options.put(String.valueOf(name), value));
    }
    if (!options.isEmpty()) {
      json.name(OPTIONS).value(options);
    }
  }

  private void drop(String parameter, String why) {
    String words = parameter + " was dropped: " + why;
    if (control.strict()) {
      throw new ProviderException(
          new ProviderFailure.Rejected(FailureDetails.of(words), parameter));
    }
    control.noted(words);
  }
}
