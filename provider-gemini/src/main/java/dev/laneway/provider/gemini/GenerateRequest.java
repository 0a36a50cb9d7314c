package dev.laneway.provider.gemini;

import dev.laneway.api.BuiltInTool;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.FailureDetails;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.ResponseSchema;
import dev.laneway.api.Sampling;
import dev.laneway.api.Tool;
import dev.laneway.api.ToolChoice;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.ProviderException;
import dev.laneway.provider.http.json.Json;
import dev.laneway.provider.http.json.JsonException;
import dev.laneway.provider.http.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes the body of {@code generateContent}. Extras named {@code generationConfig} and {@code
 * toolConfig} are merged into the adapter's own, those named {@code tools} are added to them, and
 * all others replace what the adapter would say.
 */
final class GenerateRequest {

  private static final Set<String> MERGED = Set.of("generationConfig", "toolConfig", "tools");

  private final ChatRequest request;
  private final CallControl control;
  private final GeminiModel model;
  private final Map<String, Object> extras;

  private GenerateRequest(ChatRequest request, CallControl control) {
    this.request = request;
    this.control = control;
    this.model = GeminiModel.of(control.model());
    this.extras = request.extras(Gemini.ID);
  }

  /** The body, or a {@link ProviderException} that says what is wrong with the request. */
  static byte[] chat(ChatRequest request, CallControl control) {
    GenerateRequest body = new GenerateRequest(request, control);
    JsonWriter json = JsonWriter.withExtras(body.plainExtras());
    json.object();
    body.write(json);
    return json.endObject().toBytes();
  }

  /** The same request inside one for {@code countTokens}. */
  static byte[] count(ChatRequest request, CallControl control) {
    GenerateRequest body = new GenerateRequest(request, control);
    JsonWriter json = JsonWriter.create();
    json.object()
        .object("generateContentRequest")
        .member("model", "models/" + Gemini.plainName(control.model()));
    body.write(json);
    body.plainExtras().forEach((name, value) -> json.name(name).value(value));
    return json.endObject().endObject().toBytes();
  }

  private Map<String, Object> plainExtras() {
    if (extras.isEmpty()) {
      return extras;
    }
    Map<String, Object> plain = new LinkedHashMap<>(extras);
    plain.keySet().removeAll(MERGED);
    return plain;
  }

  private void write(JsonWriter json) {
    new ContentWriter(json, model).write(request.messages());
    tools(json);
    map(json, "toolConfig", toolConfig());
    map(json, "generationConfig", generationConfig());
  }

  private void map(JsonWriter json, String name, Map<String, Object> own) {
    if (extras.get(name) instanceof Map<?, ?> more) {
      more.forEach((key, value) -> own.put(String.valueOf(key), value));
    }
    if (!own.isEmpty()) {
      json.name(name).value(own);
    }
  }

  private void tools(JsonWriter json) {
    Object more = extras.getOrDefault("tools", List.of());
    List<?> added = more instanceof List<?> list ? list : List.of(more);
    if (request.tools().isEmpty() && request.builtInTools().isEmpty() && added.isEmpty()) {
      return;
    }
    json.array("tools");
    if (!request.tools().isEmpty()) {
      json.object().array("functionDeclarations");
      request.tools().forEach(tool -> declare(json, tool));
      json.endArray().endObject();
    }
    for (BuiltInTool tool : request.builtInTools()) {
      json.object().object(wordFor(tool)).endObject().endObject();
    }
    added.forEach(json::value);
    json.endArray();
  }

  private void declare(JsonWriter json, Tool tool) {
    json.object().member("name", tool.name());
    if (!tool.description().isEmpty()) {
      json.member("description", tool.description());
    }
    Json schema = schema(tool.parameters(), "parameters of tool " + tool.name());
    boolean bare = schema.get("type").is("object") && isNothing(schema.get("properties"));
    if (!bare) {
      json.raw("parametersJsonSchema", schema.raw());
    }
    json.endObject();
  }

  private static boolean isNothing(Json properties) {
    return properties.isMissing() || properties.isEmpty();
  }

  private static String wordFor(BuiltInTool tool) {
    return switch (tool) {
      case WEB_SEARCH -> "googleSearch";
      case CODE_EXECUTION -> "codeExecution";
      case URL_CONTEXT -> "urlContext";
    };
  }

  private Map<String, Object> toolConfig() {
    Map<String, Object> config = new LinkedHashMap<>();
    request.toolChoice().ifPresent(choice -> config.put("functionCallingConfig", calling(choice)));
    boolean both = !request.tools().isEmpty() && !request.builtInTools().isEmpty();
    if (both && model.thinksByLevel()) {
      config.put("includeServerSideToolInvocations", true);
    }
    return config;
  }

  private static Map<String, Object> calling(ToolChoice choice) {
    return switch (choice.mode()) {
      case AUTO -> Map.of("mode", "AUTO");
      case NONE -> Map.of("mode", "NONE");
      case REQUIRED -> Map.of("mode", "ANY");
      case ONE -> {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("mode", "ANY");
        one.put("allowedFunctionNames", List.of(choice.tool()));
        yield one;
      }
    };
  }

  private Map<String, Object> generationConfig() {
    Map<String, Object> config = new LinkedHashMap<>();
    Sampling sampling = request.sampling();
    sampling.temperature().ifPresent(value -> put(config, "temperature", value));
    sampling.topP().ifPresent(value -> put(config, "topP", value));
    sampling.topK().ifPresent(value -> put(config, "topK", value));
    request.maxOutputTokens().ifPresent(value -> put(config, "maxOutputTokens", value));
    if (!request.stop().isEmpty()) {
      put(config, "stopSequences", request.stop());
    }
    sampling.seed().ifPresent(value -> put(config, "seed", value));
    sampling.presencePenalty().ifPresent(value -> put(config, "presencePenalty", value));
    sampling.frequencyPenalty().ifPresent(value -> put(config, "frequencyPenalty", value));
    request.responseSchema().ifPresent(schema -> answerIn(config, schema));
    thinking(config);
    return config;
  }

  private void answerIn(Map<String, Object> config, ResponseSchema schema) {
    config.put("responseMimeType", "application/json");
    if (!schema.json().isEmpty()) {
      config.put("responseJsonSchema", schema(schema.json(), "responseSchema"));
    }
  }

  private void thinking(Map<String, Object> config) {
    if (request.reasoning().isEmpty()) {
      return;
    }
    if (!model.thinks()) {
      drop("reasoning", "does not think");
      return;
    }
    Map<String, Object> thinking =
        new Thinking(model, control::noted).config(request.reasoning().get());
    if (!thinking.isEmpty()) {
      config.put("thinkingConfig", thinking);
    }
  }

  private void put(Map<String, Object> config, String name, Object value) {
    if (model.fixed().contains(name)) {
      drop(name, "takes none");
    } else {
      config.put(name, value);
    }
  }

  private void drop(String parameter, String why) {
    String words = "%s was dropped: %s %s".formatted(parameter, control.model(), why);
    if (control.strict()) {
      throw rejected(words, parameter);
    }
    control.noted(words);
  }

  private static Json schema(String text, String parameter) {
    try {
      return Json.parse(text);
    } catch (JsonException broken) {
      throw rejected(parameter + " must be a JSON schema: " + broken.getMessage(), parameter);
    }
  }

  private static ProviderException rejected(String words, String parameter) {
    return new ProviderException(new ProviderFailure.Rejected(FailureDetails.of(words), parameter));
  }
}
