package dev.laneway.core;

import dev.laneway.api.spi.store.Allowance;
import dev.laneway.api.spi.store.Allowances;
import dev.laneway.api.spi.store.Claim;
import dev.laneway.api.spi.store.Notice;
import dev.laneway.api.spi.store.Notices;
import dev.laneway.api.spi.store.Settlement;
import dev.laneway.api.spi.store.Store;
import dev.laneway.api.spi.store.StoreContext;
import dev.laneway.api.spi.store.Taken;
import dev.laneway.api.spi.store.Verdict;
import dev.laneway.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What several routers share, in virtual time: it can be slow, freeze, die and forget. */
final class FakeServer {

  private static final Duration SILENT = Duration.ofSeconds(3);

  private final ManualTime time;
  private final FakeCounts counts;
  private final Map<String, Long> beats = new TreeMap<>();
  private final Map<String, Notice> notices = new TreeMap<>();
  private final List<Link> links = new ArrayList<>();
  private final List<Runnable> untilThawed = new ArrayList<>();
  private final Map<Integer, CompletableFuture<?>> unanswered = new TreeMap<>();
  private Supplier<Duration> way = () -> Duration.ZERO;
  private boolean isUp = true;
  private boolean isFrozen;
  private int life;
  private int asked;

  FakeServer(ManualTime time) {
    this.time = time;
    this.counts = new FakeCounts(time);
  }

  FakeCounts counts() {
    return counts;
  }

  /** How long each message is on its way; none overtakes another. */
  void takes(Supplier<Duration> each) {
    way = each;
  }

  /** Whatever was sent waits. */
  void freeze() {
    isFrozen = true;
  }

  void thaw() {
    isFrozen = false;
    List.copyOf(untilThawed).forEach(Runnable::run);
    untilThawed.clear();
  }

  /** It is gone, with all that it knew and all that was on its way. */
  void kill() {
    isUp = false;
    life++;
    counts.forget();
    beats.clear();
    notices.clear();
    List<CompletableFuture<?>> broken = List.copyOf(unanswered.values());
    unanswered.clear();
    broken.forEach(answer -> answer.completeExceptionally(new IllegalStateException("broken")));
  }

  void restart() {
    isUp = true;
  }

  Link link() {
    Link link = new Link();
    links.add(link);
    return link;
  }

  /** One direction of a connection: what is sent first comes first. */
  private final class Wire {

    private final Link link;
    private long last;

    Wire(Link link) {
      this.link = link;
    }

    void carry(Runnable message) {
      Supplier<Duration> own = link.ownWay;
      long due = Math.max(last, time.nanos() + (own == null ? way : own).get().toNanos());
      last = due;
      int sentIn = life;
      if (due == time.nanos()) {
        message.run();
      } else {
        time.after(
            Duration.ofNanos(due - time.nanos()),
            () -> {
              if (life == sentIn) {
                message.run();
              }
            });
      }
    }
  }

  /** A member's connection. */
  final class Link implements Store, Allowances, Notices {

    private final Wire there = new Wire(this);
    private final Wire back = new Wire(this);
    private final Wire news = new Wire(this);
    private @Nullable Supplier<Duration> ownWay;
    private StoreContext context = new StoreContext("", "", time, new DeafListener());
    private long connectedFrom;
    private boolean isCut;

    /** Connects no sooner than so much later, if it has to connect. */
    void connectsAfter(Duration pause) {
      connectedFrom = time.nanos() + pause.toNanos();
    }

    /** How long each message of this connection is on its way, whatever it is for others. */
    void takes(Supplier<Duration> each) {
      ownWay = each;
    }

    void cut(boolean value) {
      isCut = value;
    }

    private boolean isConnected() {
      return isUp && !isCut && time.nanos() >= connectedFrom;
    }

    private <R> CompletableFuture<R> ask(Supplier<R> question) {
      CompletableFuture<R> answer = new CompletableFuture<>();
      if (!isConnected()) {
        answer.completeExceptionally(new IllegalStateException("not connected"));
        return answer;
      }
      int number = asked++;
      unanswered.put(number, answer);
      there.carry(
          () -> {
            Runnable work =
                () -> {
                  R result = question.get();
                  back.carry(
                      () -> {
                        unanswered.remove(number);
                        answer.complete(result);
                      });
                };
            if (isFrozen) {
              untilThawed.add(work);
            } else {
              work.run();
            }
          });
      return answer;
    }

    private void tellOthers(String key, String id, long amount) {
      for (Link other : links) {
        if (other != this && other.isConnected()) {
          other.news.carry(() -> other.context.listener().taken(key, id, amount));
        }
      }
    }

    @Override
    public String name() {
      return "fake";
    }

    @Override
    public void open(StoreContext opened) {
      context = opened;
    }

    @Override
    public Optional<Allowances> allowances() {
      return Optional.of(this);
    }

    @Override
    public Optional<Notices> notices() {
      return Optional.of(this);
    }

    @Override
    public boolean counts(Allowance allowance) {
      return true;
    }

    @Override
    public CompletableFuture<Verdict> take(List<Claim> claims) {
      return ask(
          () -> {
            Verdict verdict = counts.take(context.member(), claims);
            if (verdict.isGranted()) {
              for (Claim claim : claims) {
                if (claim.amount() > 0) {
                  tellOthers(claim.allowance().key(), claim.id(), claim.amount());
                }
              }
            }
            return verdict;
          });
    }

    @Override
    public CompletableFuture<Void> settle(List<Settlement> settlements) {
      return ask(
          () -> {
            for (Settlement end : settlements) {
              counts.settle(context.member(), end);
              tellOthers(end.allowance().key(), end.id(), end.change());
            }
            return null;
          });
    }

    @Override
    public CompletableFuture<Void> restate(List<Taken> taken) {
      return ask(
          () -> {
            taken.forEach(one -> counts.restate(context.member(), one));
            return null;
          });
    }

    @Override
    public CompletableFuture<Integer> beat() {
      return ask(
          () -> {
            beats.put(context.member(), time.nanos());
            beats.values().removeIf(at -> time.nanos() - at > SILENT.toNanos());
            return beats.size();
          });
    }

    @Override
    public CompletableFuture<Void> publish(Notice notice) {
      return ask(
          () -> {
            notices.put(notice.key(), notice);
            for (Link other : links) {
              if (other != this && other.isConnected()) {
                other.news.carry(() -> other.context.listener().noticed(notice));
              }
            }
            return null;
          });
    }

    @Override
    public CompletableFuture<List<Notice>> current() {
      return ask(() -> List.copyOf(notices.values()));
    }

    @Override
    public void close() {
      isCut = true;
    }
  }

  /** Of a link that nobody has opened. */
  private static final class DeafListener implements dev.laneway.api.spi.store.StoreListener {
    @Override
    public void taken(String key, String id, long amount) {}

    @Override
    public void noticed(Notice notice) {}

    @Override
    public void workMoved(String id) {}
  }
}
