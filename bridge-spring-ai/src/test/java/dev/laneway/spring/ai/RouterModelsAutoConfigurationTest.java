package dev.laneway.spring.ai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.core.Router;
import dev.laneway.fixtures.TwoVendors;
import dev.laneway.testkit.ChatCompletions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;

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
              "laneway.spring-ai.chat.model=second",
              "laneway.spring-ai.embedding.dimensions=12",
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

  /** As Spring AI's own for OpenAI is: unless told otherwise it is there, whoever else is. */
  @AutoConfiguration
  @ConditionalOnProperty(
      name = "spring.ai.model.chat",
      havingValue = "openai",
      matchIfMissing = true)
  static class OpenAiStarter {

    @Bean
    @ConditionalOnMissingBean
    VendorsModel openAiChatModel() {
      return new VendorsModel();
    }
  }

  static final class VendorsModel implements ChatModel {

    @Override
    public ChatResponse call(Prompt prompt) {
      return new ChatResponse(List.of(new Generation(new AssistantMessage("openai"))));
    }
  }

  @ParameterizedTest
  @CsvSource({"'', 2, router", "laneway, 1, router", "openai, 1, openai"})
  void beside_another_vendors_starter_the_router_is_meant_unless_a_property_says_otherwise(
      String told, int models, String answering) {
    try (TwoVendors vendors = new TwoVendors().reply(ChatCompletions.text("router"))) {
      runner
          .withBean(Router.class, () -> vendors.router)
          .withConfiguration(AutoConfigurations.of(OpenAiStarter.class))
          .withPropertyValues(told.isEmpty() ? "x=y" : "spring.ai.model.chat=" + told)
          .run(
              context -> {
                assertThat(context.getBeansOfType(ChatModel.class)).hasSize(models);
                ChatClient client = context.getBean(ChatClient.Builder.class).build();
                assertThat(client.prompt("Hi").call().content()).isEqualTo(answering);
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
  void of_two_routers_the_primary_one_is_the_model_and_else_none() {
    try (TwoVendors vendors = new TwoVendors()) {
      ApplicationContextRunner one = runner.withBean("one", Router.class, () -> vendors.router);
      one.withBean("other", Router.class, () -> vendors.router)
          .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ChatModel.class));
      one.withBean("other", Router.class, () -> vendors.router, bean -> bean.setPrimary(true))
          .run(context -> assertThat(context).hasSingleBean(RouterChatModel.class));
    }
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
