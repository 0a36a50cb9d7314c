package dev.laneway.core.schedule;

import dev.laneway.api.Attempt;
import dev.laneway.api.BuiltInTool;
import dev.laneway.api.CacheMode;
import dev.laneway.api.CacheOutcome;
import dev.laneway.api.CallOptions;
import dev.laneway.api.Capability;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.EmbeddingReply;
import dev.laneway.api.EmbeddingRequest;
import dev.laneway.api.Media;
import dev.laneway.api.Message;
import dev.laneway.api.Part;
import dev.laneway.api.ResponseSchema;
import dev.laneway.api.Role;
import dev.laneway.api.RouterException;
import dev.laneway.api.ToolChoice;
import dev.laneway.core.cache.CacheKey;
import dev.laneway.core.cache.ReplyCache;
import dev.laneway.core.event.RouterEvent;
import dev.laneway.core.quota.Demand;
import dev.laneway.core.quota.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/** Where requests come in: each becomes a call with its needs and its demand, and a journey. */
public final class Office {
  private static final long MOST_OUTPUT_UNTOLD = 4_096;
  private static final Set<Capability> CHAT = Set.of(Capability.CHAT);
  private static final Set<Capability> STREAM = Set.of(Capability.STREAM);

  private final Machine machine;

  /** An office of this machine. */
  public Office(Machine machine) {
    this.machine = machine;
  }

  /** Sends a chat on its journey. */
  public CompletableFuture<ChatReply> chat(Route route, ChatRequest request, CallOptions options) {
    ChatRequest styled = styled(request, route);
    if (machine.cache().isEmpty()) {
      return journey(route, styled, options, CacheOutcome.UNUSED);
    }
    ReplyCache cache = machine.cache().get();
    CompletableFuture<ChatReply> answer =
        cache.answer(
            cache.keyOf(styled, route.name(), options),
            options,
            outcome -> journey(route, styled, options, outcome));
    if (machine.events().anyoneListens()) {
      var unused = answer.thenAccept(reply -> tellOfCached(reply, route, options));
    }
    return answer;
  }

  /** A reply without a journey of its own has ended a request all the same. */
  private void tellOfCached(ChatReply reply, Route route, CallOptions options) {
    switch (reply.receipt().cache()) {
      case HIT, SHARED, STALE ->
          machine
              .events()
              .tell(
                  new RouterEvent.RequestFinished(
                      route.name(), options.urgency(), reply.receipt(), Optional.empty()));
      case UNUSED, MISS -> {
        return;
      }
    }
  }

  private CompletableFuture<ChatReply> journey(
      Route route, ChatRequest styled, CallOptions options, CacheOutcome cache) {
    Call call = callFor(route, styled, options, false);
    return new Journey<>(
            machine,
            route,
            call,
            new ChatExchange(styled, route.rules().check()),
            cache,
            attempt -> {})
        .start();
  }

  /** Sends a chat on its journey whose answer comes in pieces. */
  public StreamedReply stream(Route route, ChatRequest request, CallOptions options) {
    ChatRequest styled = styled(request, route);
    Optional<ReplyCache> cache = machine.cache().filter(any -> options.cache() != CacheMode.BYPASS);
    if (cache.isEmpty()) {
      return streamed(route, styled, options, thrown -> Optional.empty());
    }
    CacheKey key = cache.get().keyOf(styled, route.name(), options);
    Optional<ChatReply> hit = cache.get().hit(key, options);
    if (hit.isPresent()) {
      tellOfCached(hit.get(), route, options);
      return StreamedReply.of(hit.get());
    }
    if (options.cache() == CacheMode.CACHED_ONLY) {
      throw RouterException.because(
              RouterException.Reason.NOT_CACHED, "no stored answer, and none may be sent for")
          .build();
    }
    StreamedReply streamed =
        streamed(
            route, styled, options, thrown -> instead(cache.get(), thrown, key, route, options));
    var unused = streamed.answer().thenAccept(reply -> kept(cache.get(), key, reply));
    return streamed;
  }

  private static void kept(ReplyCache cache, CacheKey key, ChatReply reply) {
    if (reply.receipt().cache() != CacheOutcome.STALE) {
      cache.store(key, reply);
    }
  }

  /** An older answer, where every lane is limited and the caller allows one. */
  private Optional<ChatReply> instead(
      ReplyCache cache, Throwable thrown, CacheKey key, Route route, CallOptions options) {
    Optional<ChatReply> stale = cache.insteadOf(thrown, key, options);
    stale.ifPresent(reply -> tellOfCached(reply, route, options));
    return stale;
  }

  private StreamedReply streamed(
      Route route,
      ChatRequest styled,
      CallOptions options,
      Function<Throwable, Optional<ChatReply>> instead) {
    Call call = callFor(route, styled, options, true);
    return StreamedReply.start(
        instead,
        relay ->
            new Journey<>(
                machine,
                route,
                call,
                new StreamExchange(
                    styled, options.streamRecovery(), route.rules().check(), relay)));
  }

  /** Sends texts on their journey to become vectors. */
  public CompletableFuture<EmbeddingReply> embed(
      Route route, EmbeddingRequest request, CallOptions options) {
    return EmbeddingBatches.send(
        request,
        mostTokensOf(route),
        part -> {
          Demand demand = new Demand(TokenEstimate.of(part), 0, 0);
          Call call = call(options, EnumSet.of(Capability.EMBED), demand);
          return new Journey<>(machine, route, call, new EmbedExchange(part)).start();
        });
  }

  /** The most tokens that some lane of the route takes in one call. */
  private long mostTokensOf(Route route) {
    return machine
        .scheduler()
        .guard()
        .number(
            now -> {
              long most = 1;
              for (LaneState lane : route.lanes()) {
                long fits = lane.spec().contextWindow().orElse(Long.MAX_VALUE);
                for (Pool pool : lane.pools()) {
                  fits = Math.min(fits, pool.mostTokens());
                }
                most = Math.max(most, fits);
              }
              return most;
            });
  }

  /** Sends a chat on a journey that may take long and is watched from outside. */
  public Undertaking<ChatReply> submit(
      Route route, ChatRequest request, CallOptions options, Consumer<Attempt> watcher) {
    ChatRequest styled = styled(request, route);
    Call call = callFor(route, styled, options, false);
    Journey<ChatReply> journey =
        new Journey<>(
            machine,
            route,
            call,
            new ChatExchange(styled, route.rules().check()),
            CacheOutcome.UNUSED,
            watcher);
    var unused = journey.start();
    return new Undertaking<>(journey);
  }

  private static ChatRequest styled(ChatRequest request, Route route) {
    String style = route.rules().houseStyle();
    if (style.isEmpty()) {
      return request;
    }
    List<Message> messages = new ArrayList<>(request.messages());
    messages.add(0, Message.system(style));
    return request.withMessages(messages);
  }

  private Call callFor(Route route, ChatRequest request, CallOptions options, boolean streamed) {
    long most = request.maxOutputTokens().orElse(MOST_OUTPUT_UNTOLD);
    long input = TokenEstimate.of(request);
    Demand demand = new Demand(input, route.history().expected(most, input), most);
    return call(options, needsOf(request, streamed), demand);
  }

  private Call call(CallOptions options, Set<Capability> needs, Demand demand) {
    long now = machine.time().nanos();
    return new Call(options, needs, demand, now, now + options.deadline().toNanos());
  }

  private static Set<Capability> needsOf(ChatRequest request, boolean streamed) {
    Set<Capability> plain = streamed ? STREAM : CHAT;
    EnumSet<Capability> needs = EnumSet.copyOf(plain);
    if (!request.tools().isEmpty()) {
      needs.add(Capability.TOOLS);
    }
    request
        .toolChoice()
        .filter(choice -> choice.mode() == ToolChoice.Mode.ONE)
        .ifPresent(choice -> needs.add(Capability.TOOL_CHOICE));
    request
        .responseSchema()
        .filter(schema -> !schema.equals(ResponseSchema.ANY_OBJECT))
        .ifPresent(schema -> needs.add(Capability.SCHEMA));
    request.builtInTools().forEach(tool -> needs.add(capabilityOf(tool)));
    for (Message message : request.messages()) {
      for (Part part : message.parts()) {
        if (part instanceof Part.Attachment attachment && message.role() != Role.ASSISTANT) {
          needs.add(capabilityOf(attachment.media().kind()));
          attachment.media().uri().ifPresent(uri -> needs.add(Capability.MEDIA_BY_ADDRESS));
        }
      }
    }
    return needs.size() == 1 ? plain : needs;
  }

  private static Capability capabilityOf(BuiltInTool tool) {
    return switch (tool) {
      case WEB_SEARCH -> Capability.WEB_SEARCH;
      case CODE_EXECUTION -> Capability.CODE_EXECUTION;
      case URL_CONTEXT -> Capability.URL_CONTEXT;
    };
  }

  private static Capability capabilityOf(Media.Kind kind) {
    return switch (kind) {
      case IMAGE -> Capability.IMAGES;
      case AUDIO -> Capability.AUDIO;
      case VIDEO -> Capability.VIDEO;
      case DOCUMENT -> Capability.DOCUMENTS;
    };
  }

  /** What this chat would use and cost on each lane that could take it; sends nothing. */
  public List<Estimated> estimate(Route route, ChatRequest request, CallOptions options) {
    Call call = callFor(route, styled(request, route), options, false);
    return route.rank(call).order().stream()
        .map(lane -> Estimate.on(lane, lane.demandHere(call.demand()), false))
        .toList();
  }

  /** The same with prompts counted by the vendors that count; the others are estimated. */
  public CompletableFuture<List<Estimated>> count(
      Route route, ChatRequest request, CallOptions options) {
    ChatRequest styled = styled(request, route);
    Call call = callFor(route, styled, options, false);
    return Estimate.counted(machine, route.rank(call).order(), styled, call.demand());
  }

  /** What would happen to this chat now, lane by lane; sends nothing. */
  public List<Explained> explain(Route route, ChatRequest request, CallOptions options) {
    Call call = callFor(route, styled(request, route), options, false);
    Route.Ranking ranking = route.rank(call);
    Waiter onlooker = onlooker(route, call, ranking.order());
    List<Explained> lanes = new ArrayList<>();
    machine
        .scheduler()
        .guarded(
            now -> {
              for (Choice choice : onlooker.choices()) {
                long permit = onlooker.nanosUntilPermit(choice, now);
                long wait = permit == 0 ? onlooker.nanosUntil(choice, now) : permit;
                lanes.add(
                    new Explained(
                        choice.lane().id(),
                        Optional.of(lanes.size()),
                        wait < Pool.UNTIL_RELEASE
                            ? Optional.of(Duration.ofNanos(wait))
                            : Optional.empty(),
                        onlooker.refusalOf(choice, now),
                        choice.lane().estimate(call)));
              }
            });
    for (Route.Unfit unfit : ranking.unfit()) {
      lanes.add(
          new Explained(
              unfit.lane(), Optional.empty(), Optional.empty(), unfit.because(), Optional.empty()));
    }
    return lanes;
  }

  /** Somebody like a request who asks what one would be told, and is never given a permit. */
  private Waiter onlooker(Route route, Call call, List<LaneState> order) {
    Wallet wallet = new Wallet(machine.budgets(), route.name(), call.options());
    order.stream().findFirst().ifPresent(first -> wallet.prefers(first.id()));
    Waiter onlooker = route.waiter(call, wallet, Waiter.Grantee.NOBODY);
    onlooker.choose(order.stream().map(Choice::of).toList());
    return onlooker;
  }
}
