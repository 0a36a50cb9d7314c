package dev.laneway.provider.gemini;

import dev.laneway.api.Capability;
import dev.laneway.api.ModelInfo;
import dev.laneway.api.spi.CallControl;
import dev.laneway.provider.http.HttpAnswer;
import dev.laneway.provider.http.HttpCall;
import dev.laneway.provider.http.VendorHttp;
import dev.laneway.provider.http.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** The list of models, page after page until there is no next one. */
final class ModelPages {

  private final VendorHttp http;
  private final CallControl control;
  private final Map<String, ModelInfo> models = new LinkedHashMap<>();
  private final CompletableFuture<List<ModelInfo>> all = new CompletableFuture<>();
  private final AtomicReference<CompletableFuture<String>> underWay = new AtomicReference<>();

  ModelPages(VendorHttp http, CallControl control) {
    this.http = http;
    this.control = control;
  }

  CompletableFuture<List<ModelInfo>> list() {
    page("");
    var unused = all.whenComplete((models, failure) -> cancelPage());
    return all;
  }

  private void cancelPage() {
    CompletableFuture<String> page = underWay.get();
    if (page != null) {
      page.cancel(true);
    }
  }

  private void page(String token) {
    String path = "/models?pageSize=1000";
    if (!token.isEmpty()) {
      path += "&pageToken=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
    }
    CompletableFuture<String> page = http.send(HttpCall.get(path), control, this::read);
    underWay.set(page);
    var unused =
        page.whenComplete(
            (next, failure) -> {
              if (failure != null) {
                all.completeExceptionally(failure);
              } else if (next.isEmpty() || next.equals(token) || all.isDone()) {
                all.complete(List.copyOf(models.values()));
              } else {
                page(next);
              }
            });
  }

  /** Takes the models of a page and gives the token of the next. */
  private String read(HttpAnswer answer) {
    Json json = GeminiProvider.readable(answer);
    if (!json.get("models").isArray()) {
      throw answer.unreadable("the answer has no models");
    }
    for (Json model : json.get("models").elements()) {
      ModelInfo info = info(model);
      models.putIfAbsent(info.id(), info);
    }
    return json.get("nextPageToken").text();
  }

  private static ModelInfo info(Json model) {
    return new ModelInfo(
        Gemini.plainName(model.get("name").text()),
        model.get("displayName").text(),
        model.get("inputTokenLimit").number(),
        model.get("outputTokenLimit").number(),
        capabilities(model));
  }

  private static Set<Capability> capabilities(Json model) {
    Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    for (Json method : model.get("supportedGenerationMethods").elements()) {
      switch (method.text()) {
        case "generateContent" -> {
          capabilities.add(Capability.CHAT);
          capabilities.add(Capability.STREAM);
        }
        case "embedContent", "batchEmbedContents" -> capabilities.add(Capability.EMBED);
        case "countTokens", "countTextTokens" -> capabilities.add(Capability.COUNT_TOKENS);
        default -> {}
      }
    }
    if (model.get("thinking").isTrue()) {
      capabilities.add(Capability.REASONING);
    }
    return capabilities;
  }
}
