package dev.laneway.core.reply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.laneway.api.ChatReply;
import java.util.Optional;

/**
 * A JSON schema that replies are held to: type, properties, required, additionalProperties, items,
 * enum, const, anyOf, oneOf, allOf, minimum, maximum, minLength, maxLength, pattern, minItems and
 * maxItems. Other keywords are passed over. Safe for use by many threads.
 */
public final class ReplySchema {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final Rule rule;

  private ReplySchema(Rule rule) {
    this.rule = rule;
  }

  /**
   * Reads a schema.
   *
   * @throws IllegalArgumentException if it is none, naming the keyword that is wrong
   */
  public static ReplySchema of(String json) {
    JsonNode schema;
    try {
      schema = MAPPER.readTree(json);
    } catch (JsonProcessingException noJson) {
      throw new IllegalArgumentException(
          "check must be a JSON schema, was text of "
              + json.length()
              + " characters that is no JSON");
    }
    return new ReplySchema(SchemaReader.ruleOf(schema, "#"));
  }

  /** Why the reply will not do. One that calls tools is no answer yet, and passes. */
  public Optional<String> objectionTo(ChatReply reply) {
    return reply.toolCalls().isEmpty() ? objectionTo(reply.text()) : Optional.empty();
  }

  Optional<String> objectionTo(String text) {
    JsonNode value;
    try {
      value = MAPPER.readTree(text);
    } catch (JsonProcessingException noJson) {
      return Optional.of("it is no JSON");
    }
    return value.isMissingNode() ? Optional.of("it is empty") : rule.objectionTo(value, "$");
  }
}
