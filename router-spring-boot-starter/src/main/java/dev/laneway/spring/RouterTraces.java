package dev.laneway.spring;

import dev.laneway.api.Attempt;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.LaneId;
import dev.laneway.api.Message;
import dev.laneway.api.Receipt;
import dev.laneway.api.RouterException;
import dev.laneway.api.Usage;
import dev.laneway.api.spi.Endpoint;
import dev.laneway.api.spi.ProviderException;
import dev.laneway.core.event.RequestObserver;
import dev.laneway.spring.RouterConvention.Span;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** One span for each request, and under it one for each call on a lane. */
final class RouterTraces implements RequestObserver {

  private final ObservationRegistry observations;
  private final RouterConvention names;
  private final Attributes attributes;
  private final boolean content;

  RouterTraces(ObservationRegistry observations, RouterConvention names, boolean content) {
    this.observations = observations;
    this.names = names;
    this.attributes = new Attributes(names);
    this.content = content;
  }

  @Override
  public Watch began(Request request) {
    Observation span =
        Observation.createNotStarted(names.nameOf(Span.REQUEST), observations)
            .contextualName(names.requestSpan(request.route()))
            .lowCardinalityKeyValue(attributes.pair("laneway.route", request.route()))
            .lowCardinalityKeyValue(
                attributes.pair("laneway.urgency", word(request.options().urgency())))
            .start();
    return new RequestSpan(request, span);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private final class RequestSpan implements Watch {

    private final Request request;
    private final Observation span;

    RequestSpan(Request request, Observation span) {
      this.request = request;
      this.span = span;
    }

    @Override
    public AttemptWatch attempt(LaneId lane, Optional<Endpoint> endpoint) {
      return new AttemptSpan(request, span, lane, endpoint);
    }

    @Override
    public void ended(
        Receipt receipt, Optional<RouterException.Reason> reason, Optional<ChatReply> reply) {
      span.lowCardinalityKeyValue(
          attributes.pair("laneway.outcome", reason.map(RouterTraces::word).orElse("answered")));
      receipt
          .lane()
          .ifPresent(
              lane ->
                  span.highCardinalityKeyValue(attributes.pair("laneway.lane", lane.toString())));
      span.highCardinalityKeyValue(
          attributes.pair("laneway.attempts", String.valueOf(receipt.attempts().size())));
      span.highCardinalityKeyValue(
          attributes.pair("laneway.waited_ms", String.valueOf(receipt.waited().toMillis())));
      reason.ifPresent(
          why -> span.error(RouterException.because(why, "ended as " + word(why)).build()));
      span.stop();
    }
  }

  private final class AttemptSpan implements AttemptWatch {

    private final Observation span;
    private boolean spoke;

    AttemptSpan(Request request, Observation parent, LaneId lane, Optional<Endpoint> endpoint) {
      // Nothing is propagated: a vendor has no use for our trace. The context says "client".
      SenderContext<String> client = new SenderContext<>((carrier, name, value) -> {}, Kind.CLIENT);
      client.setCarrier("");
      this.span =
          Observation.createNotStarted(names.nameOf(Span.ATTEMPT), () -> client, observations)
              .parentObservation(parent)
              .contextualName(names.attemptSpan(Attributes.operation(request), lane.model()))
              .lowCardinalityKeyValues(attributes.ofCall(request, lane, endpoint));
      tell("gen_ai.conversation.id", request.options().session());
      request.chat().ifPresent(chat -> describe(chat, request.streamed()));
      span.start();
    }

    private void describe(ChatRequest chat, boolean streamed) {
      tell("gen_ai.request.stream", String.valueOf(streamed));
      chat.maxOutputTokens()
          .ifPresent(most -> tell("gen_ai.request.max_tokens", String.valueOf(most)));
      chat.sampling()
          .temperature()
          .ifPresent(value -> tell("gen_ai.request.temperature", String.valueOf(value)));
      chat.sampling()
          .topP()
          .ifPresent(value -> tell("gen_ai.request.top_p", String.valueOf(value)));
      chat.sampling()
          .topK()
          .ifPresent(value -> tell("gen_ai.request.top_k", String.valueOf(value)));
      chat.sampling().seed().ifPresent(value -> tell("gen_ai.request.seed", String.valueOf(value)));
      chat.sampling()
          .frequencyPenalty()
          .ifPresent(value -> tell("gen_ai.request.frequency_penalty", String.valueOf(value)));
      chat.sampling()
          .presencePenalty()
          .ifPresent(value -> tell("gen_ai.request.presence_penalty", String.valueOf(value)));
      tell("gen_ai.request.stop_sequences", String.join(",", chat.stop()));
      if (content) {
        tell("gen_ai.input.messages", inWords(chat));
      }
    }

    @Override
    public void piece(Duration since) {
      if (!spoke) {
        spoke = true;
        tell("gen_ai.response.time_to_first_chunk", String.valueOf(since.toNanos() / 1e9));
      }
    }

    @Override
    public void ended(Attempt attempt, String model, Optional<ChatReply> reply) {
      span.lowCardinalityKeyValues(attributes.ofEnd(model))
          .lowCardinalityKeyValues(attributes.ofError(attempt));
      Usage usage = attempt.usage();
      tell("gen_ai.usage.input_tokens", String.valueOf(usage.inputTokens()));
      tell("gen_ai.usage.output_tokens", String.valueOf(usage.outputTokens()));
      tell("gen_ai.usage.cache_read.input_tokens", String.valueOf(usage.cachedInputTokens()));
      tell("gen_ai.usage.reasoning.output_tokens", String.valueOf(usage.reasoningTokens()));
      reply.ifPresent(
          answer -> {
            tell("gen_ai.response.id", answer.id());
            tell("gen_ai.response.finish_reasons", word(answer.finishReason()));
            if (content) {
              tell("gen_ai.output.messages", answer.text());
            }
          });
      attempt
          .failure()
          .ifPresent(
              failure -> {
                span.event(Observation.Event.of("gen_ai.client.operation.exception"));
                span.error(new ProviderException(failure));
              });
      span.stop();
    }

    private void tell(String name, String value) {
      if (!value.isEmpty()) {
        span.highCardinalityKeyValue(attributes.pair(name, value));
      }
    }
  }

  private static String inWords(ChatRequest chat) {
    return chat.messages().stream().map(RouterTraces::inWords).collect(Collectors.joining("\n"));
  }

  private static String inWords(Message message) {
    return word(message.role()) + ": " + message.text();
  }
}
