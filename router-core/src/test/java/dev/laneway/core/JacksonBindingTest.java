package dev.laneway.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laneway.api.ChatReply;
import dev.laneway.api.Message;
import dev.laneway.api.Part;
import dev.laneway.api.ResponseSchema;
import dev.laneway.api.ToolCall;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a record may hold by its schema can be read and written. */
class JacksonBindingTest {

  enum Colour {
    RED
  }

  record Stop(LocalDate on, Optional<String> note) {}

  record Trip(
      String name,
      Colour colour,
      BigDecimal price,
      boolean paid,
      Instant booked,
      OffsetDateTime leaves,
      UUID id,
      URI page,
      List<Stop> stops,
      Set<Optional<Integer>> seats,
      Map<String, Long> miles,
      OptionalInt bags,
      OptionalLong points,
      OptionalDouble rating,
      Optional<Stop> last) {}

  private static final Trip TRIP =
      new Trip(
          "Oslo",
          Colour.RED,
          new BigDecimal("12.50"),
          true,
          Instant.parse("2026-11-29T12:00:00Z"),
          OffsetDateTime.parse("2026-12-01T08:00:00+01:00"),
          UUID.fromString("00000000-0000-0001-0000-000000000002"),
          URI.create("https://example.org/trip"),
          List.of(
              new Stop(LocalDate.parse("2026-12-02"), Optional.of("early")),
              new Stop(LocalDate.parse("2026-12-03"), Optional.empty())),
          Set.of(Optional.of(7), Optional.empty()),
          Map.of("there", 500L),
          OptionalInt.of(2),
          OptionalLong.empty(),
          OptionalDouble.of(4.5),
          Optional.of(new Stop(LocalDate.parse("2026-12-04"), Optional.empty())));

  private static String written(Record record) {
    Message result = Message.toolResult(ToolCall.of("1", "f", "{}"), record);
    return ((Part.ToolResult) result.parts().get(0)).content();
  }

  @Test
  void what_is_written_is_read_again() {
    assertThat(ResponseSchema.of(Trip.class).json()).contains("date-time", "uuid");
    assertThat(written(TRIP)).contains("\"on\":\"2026-12-02\"", "\"points\":null");
    assertThat(ChatReply.of(written(TRIP)).as(Trip.class)).isEqualTo(TRIP);
  }

  @Test
  void an_optional_that_is_not_there_is_empty() {
    assertThat(ToolCall.of("1", "f", "{\"on\":\"2026-12-02\"}").argumentsAs(Stop.class))
        .isEqualTo(new Stop(LocalDate.parse("2026-12-02"), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "[]", "{\"on\":\"secret\"}", "{\"on\":7}", "secret", "{\"secret"})
  void what_does_not_fit_is_told_and_not_quoted(String text) {
    assertThatThrownBy(() -> ChatReply.of(text).as(Stop.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("JSON of " + text.length() + " characters does not fit ")
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }
}
