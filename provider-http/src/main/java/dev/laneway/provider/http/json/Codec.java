package dev.laneway.provider.http.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;

/**
 * Jackson, set as vendors need it and never as an application sets its own. Everything that differs
 * between its versions, or that our promises rest on, is said here.
 */
final class Codec {

  private static final int DEEPEST = 512;
  private static final int LONGEST_NUMBER = 1000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(LONGEST_NUMBER)
                  .maxStringLength(Integer.MAX_VALUE) // answers are bounded where they arrive
                  .build())
          .build();

  private Codec() {}

  static JsonParser parser(byte[] bytes, int from, int to) throws IOException {
    return FACTORY.createParser(bytes, from, to - from);
  }
}
