package dev.laneway.provider.ollama;

import dev.laneway.api.Capability;
import dev.laneway.api.ModelInfo;
import dev.laneway.api.spi.CallControl;
import dev.laneway.provider.http.HttpAnswer;
import dev.laneway.provider.http.HttpCall;
import dev.laneway.provider.http.VendorHttp;
import dev.laneway.provider.http.json.Json;
import dev.laneway.provider.http.json.JsonWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** The list of models, each looked at in turn: the list itself does not say what they can do. */
final class ModelList {

  private final VendorHttp http;
  private final CallControl control;
  private final List<ModelInfo> models = new ArrayList<>();
  private final CompletableFuture<List<ModelInfo>> all = new CompletableFuture<>();
  private final AtomicReference<CompletableFuture<?>> underWay = new AtomicReference<>();

  ModelList(VendorHttp http, CallControl control) {
    this.http = http;
    this.control = control;
  }

  CompletableFuture<List<ModelInfo>> list() {
    CompletableFuture<List<String>> names =
        http.send(HttpCall.get("/tags"), control, ModelList::names);
    underWay.set(names);
    var unused =
        names.whenComplete(
            (found, failure) -> {
              if (failure != null) {
                all.completeExceptionally(failure);
              } else {
                show(found, 0);
              }
            });
    var unusedToo = all.whenComplete((models, failure) -> cancelCall());
    return all;
  }

  private void cancelCall() {
    CompletableFuture<?> call = underWay.get();
    if (call != null) {
      call.cancel(true);
    }
  }

  private static List<String> names(HttpAnswer answer) {
    Json models = OllamaProvider.readable(answer).get("models");
    if (!models.isArray()) {
      throw answer.unreadable("the answer has no models");
    }
    return models.elements().stream()
        .map(model -> model.get("model").nonEmptyText().orElse(model.get("name").text()))
        .toList();
  }

  private void show(List<String> names, int at) {
    if (at == names.size() || all.isDone()) {
      all.complete(List.copyOf(models));
      return;
    }
    String name = names.get(at);
    byte[] body = JsonWriter.create().object().member("model", name).endObject().toBytes();
    CompletableFuture<ModelInfo> shown =
        http.send(HttpCall.post("/show", body), control, answer -> info(name, answer));
    underWay.set(shown);
    var unused =
        shown.whenComplete(
            (info, failure) -> {
              if (failure != null) {
                control.noted("what " + name + " can do is unknown: " + failure.getMessage());
              }
              models.add(failure == null ? info : ModelInfo.of(name));
              show(names, at + 1);
            });
  }

  private static ModelInfo info(String name, HttpAnswer answer) {
    Json json = OllamaProvider.readable(answer);
    List<Long> windows = new ArrayList<>();
    json.get("model_info")
        .members(
            (key, value) -> {
              if (key.endsWith(".context_length")) {
                value.number().ifPresent(windows::add);
              }
            });
    OptionalLong window =
        windows.isEmpty() ? OptionalLong.empty() : OptionalLong.of(windows.get(0));
    return new ModelInfo(
        name, "", window, OptionalLong.empty(), capabilities(json.get("capabilities")));
  }

  private static Set<Capability> capabilities(Json words) {
    Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    for (Json word : words.elements()) {
      switch (word.text()) {
        case "completion" -> {
          capabilities.add(Capability.CHAT);
          capabilities.add(Capability.STREAM);
          capabilities.add(Capability.SCHEMA);
        }
        case "tools" -> capabilities.add(Capability.TOOLS);
        case "vision" -> capabilities.add(Capability.IMAGES);
        case "thinking" -> capabilities.add(Capability.REASONING);
        case "embedding" -> capabilities.add(Capability.EMBED);
        default -> {}
      }
    }
    return capabilities;
  }
}
