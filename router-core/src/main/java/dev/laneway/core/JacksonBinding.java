package dev.laneway.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.laneway.api.JsonBinding;

/** Turns JSON into records and back with a mapper of its own, never the application's. */
public final class JacksonBinding implements JsonBinding {

  private final JsonMapper mapper =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .addModule(new DatesAndOptionals())
          .build();

  /** For {@link java.util.ServiceLoader}. */
  public JacksonBinding() {}

  @Override
  public <T extends Record> T read(String json, Class<T> type) {
    try {
      T value = mapper.readValue(json, type);
      if (value == null) {
        throw unfit(json, type, "null");
      }
      return value;
    } catch (JsonProcessingException wrong) {
      throw unfit(json, type, wrong.getClass().getSimpleName());
    }
  }

  private static IllegalArgumentException unfit(String json, Class<?> type, String why) {
    return new IllegalArgumentException(
        "JSON of %d characters does not fit %s (%s)".formatted(json.length(), type.getName(), why));
  }

  @Override
  public String write(Record value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException(
          value.getClass().getName() + " cannot be written as JSON", wrong);
    }
  }
}
