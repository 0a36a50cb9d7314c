package dev.laneway.core;

import dev.laneway.api.spi.store.Allowances;
import dev.laneway.api.spi.store.Notice;
import dev.laneway.api.spi.store.Store;
import dev.laneway.api.spi.store.StoreContext;
import dev.laneway.api.spi.store.StoreListener;
import dev.laneway.api.time.TimeSource;
import dev.laneway.core.codec.Codec;
import dev.laneway.core.codec.Seal;
import dev.laneway.core.fleet.Fleet;
import dev.laneway.core.quota.Pool;
import dev.laneway.core.schedule.LaneState;
import dev.laneway.core.schedule.Machine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The stores of a router: which of them holds what, and who hears what they tell. */
final class Stores implements StoreListener, AutoCloseable {

  private final List<StoreSettings> all;
  private final List<Store> opened = new ArrayList<>();
  private final String member = UUID.randomUUID().toString().substring(0, 13);
  private volatile @Nullable DurableWork work;
  private volatile @Nullable Fleet fleet;

  Stores(List<StoreSettings> all) {
    this.all = List.copyOf(all);
  }

  /**
   * Refuses other stores than these while they are open; none at all means these.
   *
   * @throws IllegalArgumentException if they are others
   */
  void mustBe(List<StoreSettings> wanted) {
    boolean same = wanted.isEmpty() || wanted.size() == all.size();
    for (int i = 0; same && i < wanted.size(); i++) {
      same = all.get(i).isLike(wanted.get(i));
    }
    if (!same) {
      throw new IllegalArgumentException(
          "stores must stay those of the start, %s, was %s; a new router takes others"
              .formatted(words(all), words(wanted)));
    }
  }

  private static List<String> words(List<StoreSettings> stores) {
    return stores.stream().map(StoreSettings::words).toList();
  }

  /** Opens every store, or none. */
  void open(TimeSource time) {
    try {
      for (StoreSettings settings : all) {
        settings.store().open(new StoreContext(member, settings.namespace(), time, this));
        opened.add(settings.store());
      }
    } catch (RuntimeException broken) {
      close();
      throw broken;
    }
  }

  /** A part that a store may have, and the settings of the first store that has it. */
  record Held<P>(P part, StoreSettings settings) {

    /** Reads also what was kept before a key was given: work is not lost for it. */
    Codec codec() {
      return new Codec(settings.key() == null ? Seal.none() : Seal.with(settings.key()));
    }

    /** Where a key is given reads nothing that was written without it: an answer is had again. */
    Codec provingCodec() {
      return new Codec(settings.key() == null ? Seal.none() : Seal.proving(settings.key()));
    }
  }

  <P> Optional<Held<P>> first(Function<Store, Optional<P>> part) {
    for (StoreSettings settings : all) {
      Optional<P> held = part.apply(settings.store());
      if (held.isPresent()) {
        return Optional.of(new Held<>(held.get(), settings));
      }
    }
    return Optional.empty();
  }

  /** The desk for work, if a store keeps any. */
  Optional<DurableWork> work(Machine machine, Executor executor, WorkBench.Starter starter) {
    return first(Store::work)
        .map(
            held ->
                new DurableWork(
                    held.part(),
                    held.codec(),
                    machine.time(),
                    machine.events(),
                    executor,
                    starter));
  }

  void serve(DurableWork desk) {
    work = desk;
    first(Store::work).ifPresent(held -> desk.serve(held.settings().workAtOnce()));
  }

  /** Joins the fleet, if a store counts for one. */
  void join(Layout layout) {
    Machine machine = layout.machine();
    Optional<Held<Allowances>> counts = first(Store::allowances);
    if (counts.isEmpty()) {
      share(layout);
      return;
    }
    StoreSettings settings = counts.get().settings();
    Fleet made =
        new Fleet(
            new Fleet.Terms(
                member, settings.store().name(), settings.onLoss(), settings.patience()),
            counts.get().part(),
            first(Store::notices).map(Held::part),
            machine.scheduler(),
            machine.budgets(),
            machine.events(),
            machine.time());
    fleet = made;
    share(layout);
    made.join();
  }

  /** Shares what this layout has: what needs no key is this machine's own. */
  void share(Layout layout) {
    first(Store::replies)
        .ifPresent(
            held ->
                layout
                    .machine()
                    .cache()
                    .ifPresent(
                        cache ->
                            cache.sharedOn(
                                new SharedReplies(
                                    held.part(),
                                    held.provingCodec(),
                                    layout.machine().time(),
                                    () -> patience(held.settings())))));
    Fleet joined = fleet;
    Optional<Held<Allowances>> counts = first(Store::allowances);
    if (joined == null || counts.isEmpty()) {
      return;
    }
    Set<Pool> shared = new LinkedHashSet<>();
    for (LaneState lane : layout.lanes().values()) {
      Layout.Account account = layout.accounts().get(lane.id().account());
      if (account != null && account.settings().apiKey().isPresent()) {
        shared.addAll(lane.pools());
      }
    }
    shared.removeIf(pool -> counts.get().settings().local().contains(pool.name()));
    joined.share(shared, layout.machine().budgets());
  }

  /** Of a store that counts, too, it is known how quick it is. */
  private Duration patience(StoreSettings settings) {
    Fleet joined = fleet;
    boolean counts =
        first(Store::allowances).filter(held -> held.settings() == settings).isPresent();
    return joined != null && counts ? joined.patience() : settings.patience();
  }

  @Override
  public void taken(String key, String id, long amount) {
    taken(key, id, amount, () -> true);
  }

  @Override
  public void taken(String key, String id, long amount, BooleanSupplier isNews) {
    Fleet listener = fleet;
    if (listener != null) {
      listener.taken(key, id, amount, isNews);
    }
  }

  @Override
  public void noticed(Notice notice) {
    Fleet listener = fleet;
    if (listener != null) {
      listener.noticed(notice);
    }
  }

  @Override
  public void workMoved(String id) {
    DurableWork listener = work;
    if (listener != null) {
      listener.moved(id);
    }
  }

  @Override
  public void close() {
    Fleet joined = fleet;
    if (joined != null) {
      joined.leave();
    }
    Closing.each(opened);
    opened.clear();
  }
}
