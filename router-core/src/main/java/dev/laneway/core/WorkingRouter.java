package dev.laneway.core;

import dev.laneway.api.Attempt;
import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.ChatStream;
import dev.laneway.api.EmbeddingReply;
import dev.laneway.api.EmbeddingRequest;
import dev.laneway.api.LaneId;
import dev.laneway.api.RouterException;
import dev.laneway.api.RouterException.Reason;
import dev.laneway.api.Submission;
import dev.laneway.api.Urgency;
import dev.laneway.api.time.SystemTime;
import dev.laneway.core.cache.Unfinished;
import dev.laneway.core.event.Events;
import dev.laneway.core.event.RouterEvent;
import dev.laneway.core.event.RouterEvent.WorkMoved.Stage;
import dev.laneway.core.schedule.LaneState;
import dev.laneway.core.schedule.LiveCheck;
import dev.laneway.core.schedule.Machine;
import dev.laneway.core.schedule.Route;
import dev.laneway.core.schedule.Scheduler;
import dev.laneway.core.schedule.StreamedReply;
import dev.laneway.core.schedule.Undertaking;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The router behind the front door: finds the route, sends the request on its journey, waits. */
final class WorkingRouter implements Router {

  private static final int LONGEST_ID = 100;

  private final Layouts layouts;
  private final Stores stores;
  private final Optional<DurableWork> durable;
  private final Map<String, Submitted> submitted = new ConcurrentHashMap<>();
  private final Executor executor;
  private final HttpClient http;
  private final Optional<SystemTime> ownTime;
  private final Duration grace;
  private final Set<UnderWay> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  WorkingRouter(
      Layouts layouts,
      Stores stores,
      Executor executor,
      HttpClient http,
      Optional<SystemTime> ownTime,
      Duration grace) {
    this.layouts = layouts;
    this.stores = stores;
    this.executor = executor;
    this.http = http;
    this.ownTime = ownTime;
    this.grace = grace;
    this.durable = stores.work(layouts.inForce().machine(), executor, this::begin);
  }

  /** Takes up the work that is kept; from now on the router may be called from outside. */
  WorkingRouter serve() {
    durable.ifPresent(stores::serve);
    return this;
  }

  @Override
  public ChatReply chat(ChatRequest request) {
    return chat(request, defaults());
  }

  @Override
  public CompletableFuture<ChatReply> chatAsync(ChatRequest request) {
    return chatAsync(request, defaults());
  }

  @Override
  public ChatStream stream(ChatRequest request) {
    return stream(request, defaults());
  }

  @Override
  public ChatReply chat(ChatRequest request, CallOptions options) {
    return Waiting.on(send(now -> now.chat(request, options)));
  }

  @Override
  public CompletableFuture<ChatReply> chatAsync(ChatRequest request, CallOptions options) {
    return HandedOver.of(send(now -> now.chat(request, options)), executor);
  }

  @Override
  public ChatStream stream(ChatRequest request, CallOptions options) {
    StreamedReply streamed =
        start(
            now -> now.office().stream(now.routeOf(request, options), request, options),
            StreamedReply::answer);
    return new RelayedStream(streamed, executor);
  }

  @Override
  public EmbeddingReply embed(EmbeddingRequest request, CallOptions options) {
    return Waiting.on(
        send(now -> now.office().embed(now.embeddingRouteOf(options), request, options)));
  }

  @Override
  public CompletableFuture<EmbeddingReply> embedAsync(
      EmbeddingRequest request, CallOptions options) {
    return HandedOver.of(
        send(now -> now.office().embed(now.embeddingRouteOf(options), request, options)), executor);
  }

  @Override
  public Submission submit(ChatRequest request, CallOptions options) {
    return submit(UUID.randomUUID().toString(), request, options);
  }

  @Override
  public Submission submit(String id, ChatRequest request, CallOptions options) {
    refuseIfClosed();
    if (id.isBlank() || id.length() > LONGEST_ID) {
      throw new IllegalArgumentException(
          "id of work must have 1 to %d characters, had %d".formatted(LONGEST_ID, id.length()));
    }
    // optional work is dropped when there is nothing to spare for it: there is nothing to keep
    if (durable.isPresent() && options.urgency() != Urgency.OPTIONAL) {
      return durable.get().submit(id, request, options);
    }
    Submitted known = submitted.get(id);
    return known != null ? known : keepInMemory(id, request, options);
  }

  private Submission keepInMemory(String id, ChatRequest request, CallOptions options) {
    tell(id, Stage.QUEUED, Optional.empty(), Optional.empty());
    Machine machine = layouts.inForce().machine();
    Submitted made = Submitted.of(id, begin(id, request, options), machine, executor);
    submitted.put(id, made);
    var unused =
        made.under()
            .whenComplete(
                (reply, thrown) -> {
                  submitted.remove(id, made);
                  Optional<String> because = Optional.ofNullable(thrown).map(Throwable::getMessage);
                  tell(id, Submitted.stageOf(made.state()), Optional.empty(), because);
                });
    return made;
  }

  private Undertaking<ChatReply> begin(String id, ChatRequest request, CallOptions options) {
    return start(
        now ->
            now.office()
                .submit(
                    now.routeOf(request, options),
                    request,
                    options,
                    attempt -> tell(id, Stage.ATTEMPTED, Optional.of(attempt), Optional.empty())),
        Undertaking::answer);
  }

  private void tell(String id, Stage stage, Optional<Attempt> attempt, Optional<String> because) {
    Events events = layouts.inForce().machine().events();
    if (events.anyoneListens()) {
      events.tell(new RouterEvent.WorkMoved(id, stage, 0, attempt, because));
    }
  }

  @Override
  public Optional<Submission> submission(String id) {
    refuseIfClosed();
    return Optional.<Submission>ofNullable(submitted.get(id))
        .or(() -> durable.flatMap(work -> work.find(id)));
  }

  @Override
  public List<Submission> submissions(Submission.State state, String after, int most) {
    refuseIfClosed();
    return durable.isPresent()
        ? durable.get().list(state, after, most)
        : submitted.values().stream()
            .filter(work -> work.state() == state && work.id().compareTo(after) > 0)
            .sorted(Comparator.comparing(Submission::id))
            .limit(most)
            .<Submission>map(work -> work)
            .toList();
  }

  private <R> CompletableFuture<R> send(Function<Layout, CompletableFuture<R>> journey) {
    return start(journey, answer -> answer);
  }

  /** Starts work under the layout in force, which it keeps until its answer. */
  private <W> W start(Function<Layout, W> work, Function<W, CompletableFuture<?>> answerOf) {
    refuseIfClosed();
    Layout now = layouts.entered();
    try {
      now.refuseIfEmpty();
      W started = work.apply(now);
      CompletableFuture<?> answer = answerOf.apply(started);
      if (answer.isDone()) {
        now.users().leave();
      } else {
        UnderWay begun = new UnderWay(answer, now);
        underWay.add(begun);
        var unused = answer.whenComplete(begun);
        if (closed) {
          Unfinished.close(answer); // nobody else would: the router was closed meanwhile
        }
      }
      return started;
    } catch (RuntimeException refused) {
      now.users().leave();
      throw refused;
    }
  }

  /** An answer that is still to come, and the layout that stays in force for it. */
  private final class UnderWay implements BiConsumer<@Nullable Object, @Nullable Throwable> {

    private final CompletableFuture<?> answer;
    private final Layout layout;

    UnderWay(CompletableFuture<?> answer, Layout layout) {
      this.answer = answer;
      this.layout = layout;
    }

    @Override
    public void accept(@Nullable Object reply, @Nullable Throwable thrown) {
      underWay.remove(this);
      layout.users().leave();
    }
  }

  private void refuseIfClosed() {
    if (closed) {
      throw RouterException.because(Reason.CLOSED, "the router is closed").build();
    }
  }

  @Override
  public CallOptions defaults() {
    return layouts.inForce().defaults();
  }

  @Override
  public RoutePlan explain(ChatRequest request, CallOptions options) {
    refuseIfClosed();
    Layout now = layouts.inForce();
    now.refuseIfEmpty();
    Route route = now.routeOf(request, options);
    return RoutePlan.of(route.name(), now.office().explain(route, request, options));
  }

  @Override
  public List<LaneEstimate> estimate(ChatRequest request, CallOptions options) {
    refuseIfClosed();
    Layout now = layouts.inForce();
    now.refuseIfEmpty();
    return now.office().estimate(now.routeOf(request, options), request, options).stream()
        .map(LaneEstimate::of)
        .toList();
  }

  @Override
  public CompletableFuture<List<LaneEstimate>> count(ChatRequest request, CallOptions options) {
    return HandedOver.of(
        send(
            now ->
                now.office()
                    .count(now.routeOf(request, options), request, options)
                    .thenApply(all -> all.stream().map(LaneEstimate::of).toList())),
        executor);
  }

  @Override
  public RouterStatus status() {
    return StatusReport.of(layouts.inForce());
  }

  @Override
  public List<LaneCheck> check() {
    refuseIfClosed();
    Layout now = layouts.inForce();
    LiveCheck check = new LiveCheck(now.machine());
    List<CompletableFuture<LiveCheck.Finding>> findings =
        now.lanes().values().stream().map(check::of).toList();
    return findings.stream().map(Waiting::on).map(WorkingRouter::toLaneCheck).toList();
  }

  @Override
  public LaneCheck check(String lane) {
    refuseIfClosed();
    Layout now = layouts.inForce();
    return toLaneCheck(Waiting.on(new LiveCheck(now.machine()).of(now.laneNamed(lane))));
  }

  private static LaneCheck toLaneCheck(LiveCheck.Finding finding) {
    LaneId lane = finding.lane().id();
    return new LaneCheck(
        lane,
        finding.lane().provider().endpoint(),
        finding.failure(),
        finding.failure().map(failure -> Advice.on(failure, lane)).orElse(""),
        finding.took(),
        finding.model(),
        finding.readings());
  }

  @Override
  public void drain(String lane) {
    change(lane, state -> state.drain(true));
  }

  @Override
  public void resume(String lane) {
    change(lane, LaneState::reopen);
  }

  /** Under all settings with which somebody still waits. */
  private void change(String lane, Consumer<LaneState> how) {
    Scheduler scheduler = layouts.inForce().machine().scheduler();
    layouts.statesOf(lane).forEach(state -> scheduler.change(state, () -> how.accept(state)));
  }

  @Override
  public void reconfigure(RouterBuilder settings) {
    refuseIfClosed();
    stores.mustBe(settings.stores);
    layouts.change(new Assembly(settings));
    stores.share(layouts.inForce());
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    letEnd();
    durable.ifPresent(DurableWork::close);
    underWay.forEach(each -> Closing.one(() -> Unfinished.close(each.answer)));
    stores.close();
    layouts.close();
    layouts.inForce().machine().events().close();
    ownTime.ifPresent(SystemTime::close);
    closeHttp();
  }

  private void letEnd() {
    CompletableFuture<?> all =
        CompletableFuture.allOf(
            underWay.stream().map(each -> each.answer).toArray(CompletableFuture<?>[]::new));
    if (!all.isDone() && !grace.isZero()) {
      CompletableFuture<Boolean> enough = new CompletableFuture<>();
      layouts.inForce().machine().time().after(grace, () -> enough.complete(true));
      var unused = all.whenComplete((done, thrown) -> enough.complete(true));
      Waiting.on(enough);
    }
  }

  /** The client can be closed from JDK 21 on; before that it ends when it is forgotten. */
  private void closeHttp() {
    if ((Object) http instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception broken) {
        throw new IllegalStateException("the HTTP client could not be closed", broken);
      }
    }
  }
}
