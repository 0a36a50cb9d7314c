package dev.laneway.spring;

import dev.laneway.api.Attempt;
import dev.laneway.api.ChatReply;
import dev.laneway.api.LaneId;
import dev.laneway.api.Usage;
import dev.laneway.api.spi.Endpoint;
import dev.laneway.core.event.RequestObserver;
import dev.laneway.spring.RouterConvention.Meter;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The client metrics of the GenAI conventions: one measurement for each call on a lane. */
final class GenAiMetrics implements RequestObserver {

  /** 10 ms, doubled up to 81.92 s. */
  private static final Duration[] SECONDS =
      IntStream.rangeClosed(0, 13)
          .mapToObj(n -> Duration.ofMillis(10L << n))
          .toArray(Duration[]::new);

  /** 1, times four up to 67,108,864. */
  private static final double[] TOKENS =
      DoubleStream.iterate(1, most -> most * 4).limit(14).toArray();

  private final MeterRegistry meters;
  private final RouterConvention names;
  private final Attributes attributes;

  GenAiMetrics(MeterRegistry meters, RouterConvention names) {
    this.meters = meters;
    this.names = names;
    this.attributes = new Attributes(names);
  }

  @Override
  public Watch began(Request request) {
    return (lane, endpoint) -> new Call(request, lane, endpoint);
  }

  private final class Call implements AttemptWatch {

    private final KeyValues call;
    private boolean spoke;
    private Duration first = Duration.ZERO;
    private @Nullable Timer between;

    Call(Request request, LaneId lane, Optional<Endpoint> endpoint) {
      this.call = attributes.ofCall(request, lane, endpoint);
    }

    @Override
    public void piece(Duration since) {
      if (!spoke) {
        spoke = true;
        first = since;
      } else {
        Timer each = between;
        if (each == null) {
          // Which model answers is told at the end.
          each = timer(Meter.TIME_PER_OUTPUT_CHUNK, call.and(attributes.ofEnd("")));
          between = each;
        }
        each.record(since);
      }
    }

    @Override
    public void ended(Attempt attempt, String model, Optional<ChatReply> reply) {
      KeyValues known = call.and(attributes.ofEnd(model));
      timer(Meter.OPERATION_DURATION, known.and(attributes.ofError(attempt)))
          .record(attempt.took());
      tokens(attempt.usage(), known);
      if (spoke) {
        timer(Meter.TIME_TO_FIRST_CHUNK, known).record(first);
      }
    }
  }

  private void tokens(Usage usage, KeyValues known) {
    if (usage.inputTokens() + usage.outputTokens() > 0) {
      summary(known, "input").record((double) usage.inputTokens());
      summary(known, "output").record((double) usage.outputTokens());
    }
  }

  private Timer timer(Meter meter, KeyValues known) {
    return Timer.builder(names.nameOf(meter))
        .tags(tags(known))
        .serviceLevelObjectives(SECONDS)
        .register(meters);
  }

  private DistributionSummary summary(KeyValues known, String type) {
    return DistributionSummary.builder(names.nameOf(Meter.TOKEN_USAGE))
        .baseUnit("tokens")
        .tags(tags(known.and(attributes.pair("gen_ai.token.type", type))))
        .serviceLevelObjectives(TOKENS)
        .register(meters);
  }

  private static Tags tags(KeyValues known) {
    return Tags.of(known.stream().map(pair -> Tag.of(pair.getKey(), pair.getValue())).toList());
  }
}
