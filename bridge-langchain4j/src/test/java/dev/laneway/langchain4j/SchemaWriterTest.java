package dev.laneway.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.request.json.JsonAnyOfSchema;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonReferenceSchema;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaWriterTest {

  @Test
  void every_kind_of_schema_is_written() {
    JsonObjectSchema schema =
        JsonObjectSchema.builder()
            .description("a \"node\"\n")
            .addProperty("next", JsonReferenceSchema.builder().reference("node").build())
            .addProperty("sizes", JsonArraySchema.builder().items(new JsonIntegerSchema()).build())
            .addProperty("color", JsonEnumSchema.builder().enumValues("red", "blue").build())
            .addProperty(
                "either",
                JsonAnyOfSchema.builder()
                    .anyOf(new JsonStringSchema(), JsonRawSchema.from("{\"type\":\"null\"}"))
                    .build())
            .addNumberProperty("weight")
            .addBooleanProperty("ripe", "whether")
            .required(List.of("next", "sizes"))
            .additionalProperties(false)
            .definitions(Map.of("node", JsonObjectSchema.builder().build()))
            .build();
    assertThat(SchemaWriter.written(schema))
        .isEqualTo(
            "{\"type\":\"object\",\"properties\":{"
                + "\"next\":{\"$ref\":\"#/$defs/node\"},"
                + "\"sizes\":{\"type\":\"array\",\"items\":{\"type\":\"integer\"}},"
                + "\"color\":{\"type\":\"string\",\"enum\":[\"red\",\"blue\"]},"
                + "\"either\":{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"null\"}]},"
                + "\"weight\":{\"type\":\"number\"},"
                + "\"ripe\":{\"type\":\"boolean\",\"description\":\"whether\"}},"
                + "\"required\":[\"next\",\"sizes\"],\"additionalProperties\":false,"
                + "\"$defs\":{\"node\":{\"type\":\"object\",\"properties\":{},\"required\":[]}},"
                + "\"description\":\"a \\\"node\\\"\\u000a\"}");
  }
}
