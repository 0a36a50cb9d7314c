package com.example.parrot;

import dev.laneway.api.*;
import dev.laneway.api.spi.*;
import dev.laneway.provider.http.*;
import dev.laneway.provider.http.json.*;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** One account at Parrot: translates, and leaves waiting and retrying to the router. */
record ParrotProvider(VendorHttp http) implements Provider {

  @Override
  public ProviderCapabilities capabilities() {
    return ProviderCapabilities.of(Capability.CHAT, Capability.STREAM);
  }

  @Override
  public CompletableFuture<ChatReply> chat(ChatRequest request, CallControl control) {
    return http.send(call(request, control, false), control, ParrotProvider::reply);
  }

  @Override
  public Flow.Publisher<ChatEvent> stream(ChatRequest request, CallControl control) {
    return http.stream(() -> call(request, control, true), control, Framing.SSE, Pieces::new);
  }

  private static HttpCall call(ChatRequest request, CallControl control, boolean live) {
    JsonWriter body = JsonWriter.withExtras(request.extras("parrot")).object();
    body.member("bird", control.model()).member("live", live).array("lines");
    for (Message message : request.messages()) {
      body.object().member("from", message.role().name().toLowerCase(Locale.ROOT));
      body.member("words", message.text()).endObject();
    }
    body.endArray();
    request.maxOutputTokens().ifPresent(most -> body.member("limit", most));
    return HttpCall.post("/v2/speak", body.endObject().toBytes());
  }

  private static ChatReply reply(HttpAnswer answer) {
    Json json = answer.json();
    if (json.get("words").isText()) {
      return reply(Message.assistant(json.get("words").text()), json);
    }
    throw answer.unreadable("a reply without words");
  }

  private static ChatReply reply(Message message, Json end) {
    Json tally = end.get("tally");
    return ChatReply.builder(message)
        .model(end.get("bird").text())
        .finishReason(end.get("why").is("limit") ? FinishReason.LENGTH : FinishReason.STOP)
        .usage(Usage.of(tally.get("heard").number(0), tally.get("spoken").number(0)))
        .build();
  }

  @Override
  public void close() {
    http.close();
  }

  private static final class Pieces implements StreamReader {
    private final MessageAssembly said = new MessageAssembly();

    @Override
    public void read(WireEvent event, EventSink sink) {
      Json piece = event.json();
      String words = piece.get("words").text();
      if (piece.get("error").isPresent()) {
        sink.fail(piece);
      } else if (piece.get("why").isPresent()) {
        sink.complete(reply(said.message(), piece));
      } else {
        said.text(words);
        sink.emit(new ChatEvent.TextDelta(words));
      }
    }
  }
}
