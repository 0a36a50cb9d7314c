package dev.laneway.testkit;

import static java.util.Objects.requireNonNull;

import dev.laneway.api.Capability;
import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.EmbeddingReply;
import dev.laneway.api.EmbeddingRequest;
import dev.laneway.api.Message;
import dev.laneway.api.ModelInfo;
import dev.laneway.api.Usage;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderCapabilities;
import dev.laneway.api.spi.ProviderContext;
import dev.laneway.api.spi.ProviderFactory;
import dev.laneway.api.spi.ProviderSettings;
import dev.laneway.api.time.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A provider that does what a test tells it to, model by model, without a network. Safe for use by
 * many threads. An answer without delay is given at once, on the calling thread; delays and
 * time-outs pass on the time that the provider was made with, or on that of the router whose
 * factory it is.
 *
 * <pre>{@code
 * ScriptedProvider acme = ScriptedProvider.under(time);
 * acme.model("small").throttlesFor(Duration.ofSeconds(7)).answers("Hello").using(12, 3);
 * acme.model("big").answers("Hi").after(Duration.ofMillis(800));
 * Router.builder().provider(acme.asFactory("acme"))…
 * }</pre>
 */
public final class ScriptedProvider implements Provider {

  private final Map<String, ModelScript> scripts = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<ScriptedCall> calls = new ConcurrentLinkedQueue<>();
  private volatile ProviderCapabilities capabilities =
      new ProviderCapabilities(Set.of(Capability.values()));
  private volatile @Nullable ModelScript other;
  private volatile @Nullable TimeSource time;
  private volatile boolean closed;

  private ScriptedProvider(@Nullable TimeSource time) {
    this.time = time;
  }

  /** A provider without a script, whose delays pass on the router's time. */
  public static ScriptedProvider create() {
    return new ScriptedProvider(null);
  }

  /** A provider without a script, whose delays pass on the given time. */
  public static ScriptedProvider under(TimeSource time) {
    return new ScriptedProvider(requireNonNull(time, "time"));
  }

  /** A factory under the given id that makes a provider of its own for each account. */
  public static ProviderFactory factory(String id, Function<ProviderSettings, Provider> providers) {
    return new ScriptedFactory(id, (settings, context) -> providers.apply(settings));
  }

  /** A keyless factory under the given id whose every account is this provider. */
  public ProviderFactory asFactory(String id) {
    return new ScriptedFactory(
        id,
        (settings, context) -> {
          if (time == null) {
            time = context.time();
          }
          return this;
        });
  }

  /** The script of a model; further steps are added to its end. */
  public ModelScript model(String name) {
    return scripts.computeIfAbsent(name, ModelScript::new);
  }

  /** The script of all models that have none of their own; without it they are not found. */
  public synchronized ModelScript anyModel() {
    ModelScript script = other;
    if (script == null) {
      script = new ModelScript("any model");
      other = script;
    }
    return script;
  }

  /** Claims to be capable of these and of nothing else; the usual claim is everything. */
  public ScriptedProvider capableOf(Capability first, Capability... more) {
    capabilities = ProviderCapabilities.of(first, more);
    return this;
  }

  /** Every call so far, oldest first; a stream counts from its subscription. */
  public List<ScriptedCall> calls() {
    return List.copyOf(calls);
  }

  /** The calls that one model got. */
  public List<ScriptedCall> calls(String model) {
    return calls.stream().filter(call -> call.model().equals(model)).toList();
  }

  /** How many calls have begun and not ended. */
  public int running() {
    return (int) calls.stream().filter(ScriptedCall::isRunning).count();
  }

  /** Whether it has been closed. */
  public boolean isClosed() {
    return closed;
  }

  @Override
  public ProviderCapabilities capabilities() {
    return capabilities;
  }

  @Override
  public CompletableFuture<ChatReply> chat(ChatRequest request, CallControl control) {
    ScriptedCall call = begin(ScriptedCall.of(request, control, startedAt()));
    Step step = next(control);
    return new ScriptedAnswer<>(call, step, time, () -> step.whole(request, control)).begin();
  }

  @Override
  public Flow.Publisher<ChatEvent> stream(ChatRequest request, CallControl control) {
    return new ScriptedStream(
        () -> begin(ScriptedCall.of(request, control, startedAt())), () -> next(control), time);
  }

  @Override
  public CompletableFuture<EmbeddingReply> embed(EmbeddingRequest request, CallControl control) {
    ScriptedCall call = begin(ScriptedCall.of(request, control, startedAt()));
    Step step = next(control);
    return new ScriptedAnswer<>(call, step, time, () -> step.vectors(request, control)).begin();
  }

  @Override
  public CompletableFuture<Long> countTokens(ChatRequest request, CallControl control) {
    return CompletableFuture.completedFuture(tokensOf(request));
  }

  @Override
  public CompletableFuture<List<ModelInfo>> models(CallControl control) {
    List<ModelInfo> models = new ArrayList<>();
    scripts.keySet().stream().sorted().map(ModelInfo::of).forEach(models::add);
    return CompletableFuture.completedFuture(models);
  }

  /** Cancels what is under way. */
  @Override
  public void close() {
    closed = true;
    calls.forEach(ScriptedCall::closed);
  }

  /** A token for every four characters, as a rule of thumb that tests can compute. */
  static long tokensOf(ChatRequest request) {
    long characters = 0;
    for (Message message : request.messages()) {
      characters += message.text().length();
    }
    return tokensOf(characters);
  }

  static long tokensOf(long characters) {
    return Math.max(1, (characters + 3) / 4);
  }

  static Usage usageOf(ChatRequest request, String answer) {
    return Usage.of(tokensOf(request), tokensOf(answer.length()));
  }

  private long startedAt() {
    TimeSource clock = time;
    return clock == null ? 0 : clock.nanos();
  }

  private ScriptedCall begin(ScriptedCall call) {
    calls.add(call);
    return call;
  }

  private Step next(CallControl control) {
    if (closed) {
      return Step.failing(ScriptedAnswer.closed().failure());
    }
    ModelScript script = scripts.getOrDefault(control.model(), other);
    Step step = script == null ? Step.unknownModel(control.model()) : script.next();
    if (!step.readings.isEmpty()) {
      control.observed(step.readings);
    }
    step.notes.forEach(control::noted);
    return step;
  }

  /** A factory for tests. */
  private record ScriptedFactory(String id, Maker maker) implements ProviderFactory {

    private ScriptedFactory {
      requireNonNull(id, "id");
    }

    @Override
    public boolean keyless() {
      return true;
    }

    @Override
    public Provider create(ProviderSettings settings, ProviderContext context) {
      return maker.make(settings, context);
    }
  }

  /** Makes a provider of settings and context. */
  private interface Maker {
    Provider make(ProviderSettings settings, ProviderContext context);
  }
}
