package dev.laneway.spring.ai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.core.Router;
import dev.laneway.testkit.ChatCompletions;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class RouterModelsAutoConfigurationTest {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  RouterModelsAutoConfiguration.class, ChatClientAutoConfiguration.class));

  @Test
  void a_router_is_what_chat_client_talks_to() {
    try (TwoVendors vendors = new TwoVendors().reply(ChatCompletions.text("Hello"))) {
      runner
          .withBean(Router.class, () -> vendors.router)
          .withPropertyValues(
              "spring.ai.laneway.chat.model=second",
              "spring.ai.laneway.embedding.dimensions=12",
              "spring.ai.model.chat=laneway")
          .run(
              context -> {
                assertThat(context).hasSingleBean(RouterChatModel.class);
                ChatClient client = context.getBean(ChatClient.Builder.class).build();
                assertThat(client.prompt("Hi").call().content()).isEqualTo("Hello");
                assertThat(vendors.other.requests()).hasSize(1);
                assertThat(context.getBean(EmbeddingModel.class).dimensions()).isEqualTo(12);
              });
    }
  }

  @Test
  void without_a_router_there_is_nothing() {
    runner.run(
        context ->
            assertThat(context)
                .doesNotHaveBean(ChatModel.class)
                .doesNotHaveBean(EmbeddingModel.class));
  }

  @Test
  void without_spring_ai_there_is_nothing() {
    try (TwoVendors vendors = new TwoVendors()) {
      runner
          .withBean(Router.class, () -> vendors.router)
          .withClassLoader(new FilteredClassLoader(ChatModel.class))
          .run(context -> assertThat(context).doesNotHaveBean(RouterModelsProperties.class));
    }
  }

  @Test
  void models_of_the_application_and_of_other_vendors_go_first() {
    try (TwoVendors vendors = new TwoVendors()) {
      RouterChatModel own = RouterChatModel.of(vendors.router);
      runner
          .withBean(Router.class, () -> vendors.router)
          .withBean("own", ChatModel.class, () -> own)
          .run(context -> assertThat(context.getBean(ChatModel.class)).isSameAs(own));
      runner
          .withBean(Router.class, () -> vendors.router)
          .withPropertyValues("spring.ai.model.chat=openai", "spring.ai.model.embedding=none")
          .run(
              context ->
                  assertThat(context)
                      .doesNotHaveBean(ChatModel.class)
                      .doesNotHaveBean(EmbeddingModel.class));
    }
  }
}
