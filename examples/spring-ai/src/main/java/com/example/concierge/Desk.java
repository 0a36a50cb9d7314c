package com.example.concierge;

import dev.laneway.api.CallOptions;
import dev.laneway.api.Urgency;
import dev.laneway.spring.ai.RouterChatOptions;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

@Component
class Desk {

  private final ChatClient concierge;

  Desk(ChatClient concierge) {
    this.concierge = concierge;
  }

  @Tool(description = "The free tables of tonight")
  String freeTables(int persons) {
    return persons > 6 ? "none" : "19:00 and 21:30";
  }

  String book(String wish) {
    return concierge.prompt().user(wish).tools(this).call().content();
  }

  Flux<String> recommend(String wish) {
    return concierge
        .prompt()
        .options(
            RouterChatOptions.builder()
                .model("fast") // the name of a route, or of a lane
                .callOptions(CallOptions.of(Urgency.NEAR_REAL_TIME)))
        .user(wish)
        .stream()
        .content();
  }
}
