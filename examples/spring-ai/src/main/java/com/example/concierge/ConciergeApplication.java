package com.example.concierge;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
class ConciergeApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(ConciergeApplication.class, arguments);
  }

  @Bean
  ChatClient concierge(ChatModel model) { // the router, as the bridge is there and no other model
    return ChatClient.builder(model).defaultSystem("You are a concierge. Be brief.").build();
  }
}
