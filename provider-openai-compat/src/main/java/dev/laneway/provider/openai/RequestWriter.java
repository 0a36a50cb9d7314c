package dev.laneway.provider.openai;

import dev.laneway.api.BuiltInTool;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.EmbeddingRequest;
import dev.laneway.api.Message;
import dev.laneway.api.Part;
import dev.laneway.api.ResponseSchema;
import dev.laneway.api.Sampling;
import dev.laneway.api.Tool;
import dev.laneway.api.ToolChoice;
import dev.laneway.api.spi.CallControl;
import dev.laneway.provider.http.json.JsonWriter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Writes requests in one dialect. */
final class RequestWriter {

  private static final int LONGEST_NAME = 64;

  private final Dialect dialect;
  private final RequestQuirks quirks;

  RequestWriter(Dialect dialect) {
    this.dialect = dialect;
    quirks = dialect.request();
  }

  JsonWriter chat(ChatRequest request, CallControl control, boolean stream) {
    Notes notes = new Notes(dialect.id(), control);
    JsonWriter json = JsonWriter.withExtras(request.extras(dialect.id()), sizeOf(request));
    json.object().member("model", control.model());
    new MessageWriter(dialect, json, notes).write(request.messages());
    tools(request, json);
    if (request.responseSchema().isPresent()) {
      schema(request.responseSchema().get(), json, notes);
    }
    if (request.maxOutputTokens().isPresent()) {
      json.member(quirks.maxTokens(), request.maxOutputTokens().getAsLong());
    }
    sampling(request.sampling(), json, notes);
    if (!request.stop().isEmpty()) {
      json.array("stop");
      request.stop().forEach(json::value);
      json.endArray();
    }
    if (request.reasoning().isPresent()) {
      quirks.reasoning().write(request.reasoning().get(), control.model(), json, notes);
    }
    for (BuiltInTool tool : request.builtInTools()) {
      builtIn(tool, json, notes);
    }
    if (stream) {
      json.member("stream", true);
      if (quirks.streamUsage()) {
        json.object("stream_options").member("include_usage", true).endObject();
      }
    }
    return json.endObject();
  }

  /** Roughly how many bytes the conversation will take, to write it without growing. */
  private static int sizeOf(ChatRequest request) {
    long size = 160;
    for (Message message : request.messages()) {
      size += 48;
      for (Part part : message.parts()) {
        size +=
            part instanceof Part.Text text ? text.text().length() + text.text().length() / 16 : 128;
      }
    }
    for (Tool tool : request.tools()) {
      size += 96 + tool.description().length() + tool.parameters().length();
    }
    return (int) Math.min(size, 1 << 24);
  }

  private void tools(ChatRequest request, JsonWriter json) {
    List<Tool> tools = request.tools();
    if (tools.isEmpty()) {
      return;
    }
    json.array("tools");
    for (Tool tool : tools) {
      json.object().member("type", "function").object("function").member("name", tool.name());
      if (!tool.description().isEmpty()) {
        json.member("description", tool.description());
      }
      json.raw("parameters", tool.parameters()).endObject().endObject();
    }
    json.endArray();
    request.toolChoice().ifPresent(choice -> choice(choice, json));
  }

  private void choice(ToolChoice choice, JsonWriter json) {
    switch (choice.mode()) {
      case AUTO -> json.member("tool_choice", "auto");
      case NONE -> json.member("tool_choice", "none");
      case REQUIRED -> json.member("tool_choice", quirks.anyTool());
      case ONE ->
          json.object("tool_choice")
              .member("type", "function")
              .object("function")
              .member("name", choice.tool())
              .endObject()
              .endObject();
    }
  }

  private void schema(ResponseSchema schema, JsonWriter json, Notes notes) {
    boolean any = schema.json().isEmpty();
    if (!any && !quirks.schema()) {
      notes.drop("responseSchema", "takes no schema, only asks for some JSON object");
    }
    json.object("response_format");
    if (any || !quirks.schema()) {
      json.member("type", "json_object");
    } else {
      json.member("type", "json_schema").object("json_schema");
      json.member("name", fitting(schema.name())).member("strict", schema.strict());
      json.raw("schema", schema.json()).endObject();
    }
    json.endObject();
  }

  private static String fitting(String name) {
    String letters = name.replaceAll("[^A-Za-z0-9_-]", "_");
    return letters.length() <= LONGEST_NAME ? letters : letters.substring(0, LONGEST_NAME);
  }

  private void sampling(Sampling sampling, JsonWriter json, Notes notes) {
    number("temperature", sampling.temperature(), json);
    number("top_p", sampling.topP(), json);
    if (sampling.topK().isPresent()) {
      if (quirks.topK()) {
        json.member("top_k", sampling.topK().getAsInt());
      } else {
        notes.drop("topK", "has no word for it");
      }
    }
    boolean penalised =
        sampling.presencePenalty().isPresent() || sampling.frequencyPenalty().isPresent();
    if (penalised && !quirks.penalties()) {
      notes.drop("presencePenalty and frequencyPenalty", "has no word for them");
    } else {
      number("presence_penalty", sampling.presencePenalty(), json);
      number("frequency_penalty", sampling.frequencyPenalty(), json);
    }
    if (sampling.seed().isPresent()) {
      if (quirks.seed().isEmpty()) {
        notes.drop("seed", "has no word for it");
      } else {
        json.member(quirks.seed(), sampling.seed().getAsLong());
      }
    }
  }

  private static void number(String name, OptionalDouble value, JsonWriter json) {
    if (value.isPresent()) {
      json.member(name, value.getAsDouble());
    }
  }

  private void builtIn(BuiltInTool tool, JsonWriter json, Notes notes) {
    if (tool != BuiltInTool.WEB_SEARCH) {
      notes.drop(tool.name().toLowerCase(Locale.ROOT), "has no such tool");
      return;
    }
    switch (quirks.webSearch()) {
      case OPTIONS -> json.object("web_search_options").endObject();
      case PLUGIN -> json.array("plugins").object().member("id", "web").endObject().endArray();
      case NONE -> notes.drop("web_search", "has no such tool");
    }
  }

  JsonWriter embedding(EmbeddingRequest request, CallControl control) {
    JsonWriter json = JsonWriter.withExtras(request.extras(dialect.id()));
    json.object().member("model", control.model()).array("input");
    request.texts().forEach(json::value);
    json.endArray();
    if (request.dimensions().isPresent()) {
      json.member("dimensions", request.dimensions().getAsInt());
    }
    return json.endObject();
  }
}
