package dev.laneway.core;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.io.Serial;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a record may hold by its schema and Jackson does not read by itself: dates as texts, and
 * optionals as what they hold or null.
 */
final class DatesAndOptionals extends SimpleModule {

  @Serial private static final long serialVersionUID = 1;

  DatesAndOptionals() {
    date(Instant.class, Instant::parse);
    date(OffsetDateTime.class, OffsetDateTime::parse);
    date(LocalDate.class, LocalDate::parse);
    optional(Optional.class, null, Optional.empty(), Optional::of, own -> own);
    optional(
        OptionalInt.class,
        Integer.class,
        OptionalInt.empty(),
        value -> OptionalInt.of((Integer) value),
        own -> own.isPresent() ? Optional.of(own.getAsInt()) : Optional.empty());
    optional(
        OptionalLong.class,
        Long.class,
        OptionalLong.empty(),
        value -> OptionalLong.of((Long) value),
        own -> own.isPresent() ? Optional.of(own.getAsLong()) : Optional.empty());
    optional(
        OptionalDouble.class,
        Double.class,
        OptionalDouble.empty(),
        value -> OptionalDouble.of((Double) value),
        own -> own.isPresent() ? Optional.of(own.getAsDouble()) : Optional.empty());
  }

  private <D> void date(Class<D> type, Function<String, D> reading) {
    addSerializer(type, ToStringSerializer.instance);
    addDeserializer(type, new ConfigReader.Words<>(type, reading));
  }

  private <O> void optional(
      Class<O> type,
      @Nullable Class<?> held,
      O empty,
      Function<Object, O> holding,
      Function<O, Optional<?>> opened) {
    addDeserializer(type, new Reading<>(type, held, empty, holding, null));
    addSerializer(type, new Writing<>(type, opened));
  }

  /** Reads an optional as what it holds; what is null or not there is empty. */
  private static final class Reading<O> extends StdDeserializer<O>
      implements ContextualDeserializer {

    @Serial private static final long serialVersionUID = 1;

    private final Class<O> type;
    private final @Nullable Class<?> held;
    private final transient O empty;
    private final transient Function<Object, O> holding;
    private final transient @Nullable JsonDeserializer<?> value;

    Reading(
        Class<O> type,
        @Nullable Class<?> held,
        O empty,
        Function<Object, O> holding,
        @Nullable JsonDeserializer<?> value) {
      super(type);
      this.type = type;
      this.held = held;
      this.empty = empty;
      this.holding = holding;
      this.value = value;
    }

    @Override
    public JsonDeserializer<?> createContextual(
        DeserializationContext context, BeanProperty property) throws JsonMappingException {
      var inner =
          held == null
              ? context.getContextualType().containedTypeOrUnknown(0)
              : context.constructType(held);
      return new Reading<>(
          type, held, empty, holding, context.findContextualValueDeserializer(inner, property));
    }

    @Override
    public O deserialize(JsonParser json, DeserializationContext context) throws IOException {
      if (value == null) {
        throw new IllegalStateException("an optional is read within its record");
      }
      return holding.apply(value.deserialize(json, context));
    }

    @Override
    public O getNullValue(DeserializationContext context) {
      return empty;
    }
  }

  /** Writes an optional as what it holds, or null. */
  private static final class Writing<O> extends StdSerializer<O> {

    @Serial private static final long serialVersionUID = 1;

    private final transient Function<O, Optional<?>> opened;

    Writing(Class<O> type, Function<O, Optional<?>> opened) {
      super(type);
      this.opened = opened;
    }

    @Override
    public void serialize(O value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      Optional<?> held = opened.apply(value);
      if (held.isPresent()) {
        provider.defaultSerializeValue(held.get(), json);
      } else {
        json.writeNull();
      }
    }
  }
}
