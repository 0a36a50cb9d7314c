package dev.laneway.langchain4j;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A handler that writes down what it hears. */
class Heard implements StreamingChatResponseHandler {

  final List<String> told = new CopyOnWriteArrayList<>();
  final CompletableFuture<ChatResponse> end = new CompletableFuture<>();

  ChatResponse whole() throws Exception {
    return end.get(20, TimeUnit.SECONDS);
  }

  @Override
  public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
    told.add(piece.text());
  }

  @Override
  public void onPartialThinking(PartialThinking piece) {
    told.add("thought " + piece.text());
  }

  @Override
  public void onPartialToolCall(PartialToolCall piece) {
    told.add("part " + piece.name() + piece.partialArguments());
  }

  @Override
  public void onCompleteToolCall(CompleteToolCall call) {
    told.add("call " + call.toolExecutionRequest().name() + " " + call.index());
  }

  @Override
  public void onCompleteResponse(ChatResponse whole) {
    told.add("end");
    end.complete(whole);
  }

  @Override
  public void onError(Throwable error) {
    told.add("error");
    end.completeExceptionally(error);
  }
}
