package dev.laneway.spring.ai;

import dev.laneway.core.Router;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingOptions;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;

/**
 * Spring AI's beans over the router, where there is one and the application has none of its own.
 * Beside those of other vendors' starters ours are the ones that are meant where none is named,
 * which is why they come first; {@code spring.ai.model.chat} says otherwise.
 */
@AutoConfigureOrder(Ordered.HIGHEST_PRECEDENCE)
@AutoConfiguration(
    afterName = "dev.laneway.spring.LanewayAutoConfiguration",
    beforeName =
        "org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration")
@ConditionalOnClass({Router.class, ChatModel.class})
@ConditionalOnSingleCandidate(Router.class)
@EnableConfigurationProperties(RouterModelsProperties.class)
final class RouterModelsAutoConfiguration {

  @Bean
  @Primary
  @ConditionalOnMissingBean(ChatModel.class)
  @ConditionalOnProperty(
      name = "spring.ai.model.chat",
      havingValue = "laneway",
      matchIfMissing = true)
  RouterChatModel lanewayChatModel(Router router, RouterModelsProperties properties) {
    return RouterChatModel.of(
        router, RouterChatOptions.builder().model(properties.chat().model()).build());
  }

  @Bean
  @Primary
  @ConditionalOnMissingBean(EmbeddingModel.class)
  @ConditionalOnProperty(
      name = "spring.ai.model.embedding",
      havingValue = "laneway",
      matchIfMissing = true)
  RouterEmbeddingModel lanewayEmbeddingModel(Router router, RouterModelsProperties properties) {
    RouterModelsProperties.Embedding told = properties.embedding();
    EmbeddingOptions.Builder options = EmbeddingOptions.builder();
    if (told.model() != null) {
      options.model(told.model());
    }
    if (told.dimensions() != null) {
      options.dimensions(told.dimensions());
    }
    return RouterEmbeddingModel.of(router, options.build());
  }
}
