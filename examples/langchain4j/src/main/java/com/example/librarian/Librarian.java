package com.example.librarian;

import dev.laneway.core.Router;
import dev.laneway.langchain4j.RouterChatModel;
import dev.laneway.langchain4j.RouterStreamingChatModel;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;

/** Knows books. Written for any of LangChain4j's models. */
final class Librarian {

  private final ChatModel model;

  Librarian(ChatModel model) {
    this.model = model;
  }

  static Librarian over(Router router) {
    return new Librarian(RouterChatModel.of(router)); // was: OpenAiChatModel.builder()…
  }

  static StreamingChatModel streaming(Router router) {
    return RouterStreamingChatModel.of(router);
  }

  String shelfOf(String book) {
    ChatRequest request =
        ChatRequest.builder()
            .messages(SystemMessage.from("Name the shelf, nothing else."), UserMessage.from(book))
            .modelName("fast") // the name of a route, or of a lane
            .build();
    try {
      return model.chat(request).aiMessage().text();
    } catch (RateLimitException everyLaneIsLimited) {
      return "ask again later"; // its cause, a RouterException, knows when
    }
  }
}
