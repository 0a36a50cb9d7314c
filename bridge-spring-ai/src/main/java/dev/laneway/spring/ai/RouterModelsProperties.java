package dev.laneway.spring.ai;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What Spring AI's beans over the router use when a call says nothing itself.
 *
 * @param chat how chats are made
 * @param embedding how vectors are made
 */
@ConfigurationProperties(prefix = "laneway.spring-ai", ignoreUnknownFields = false)
record RouterModelsProperties(@DefaultValue Chat chat, @DefaultValue Embedding embedding) {

  /**
   * How chats are made.
   *
   * @param model name of a route or else of a lane; without it the router chooses
   */
  record Chat(@Nullable String model) {}

  /**
   * How vectors are made.
   *
   * @param model name of a route or else of a lane that makes vectors
   * @param dimensions length of the vectors, asked for where a model offers a choice
   */
  record Embedding(@Nullable String model, @Nullable Integer dimensions) {}
}
