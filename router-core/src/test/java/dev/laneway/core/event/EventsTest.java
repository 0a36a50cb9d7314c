package dev.laneway.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Listeners hear everything in order, and a busy router wakes another thread seldom for it. */
class EventsTest {

  private final ManualTime time = new ManualTime();
  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
  private int hops;

  private Events eventsOn(Executor executor) {
    RouterListener listener =
        new RouterListener() {
          @Override
          public void onDropped(RouterEvent.RequestDropped event) {
            heard.add(event.because());
          }
        };
    return new Events(List.of(listener), executor, time, Duration.ofMillis(5));
  }

  /** Another thread, and done when it returns. */
  private void hop(Runnable task) {
    hops++;
    Thread thread = new Thread(task);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private static RouterEvent event(String number) {
    return new RouterEvent.RequestDropped("default", number);
  }

  @Test
  void time_that_stands_still_holds_no_event_back() {
    Events events =
        new Events(
            List.of(
                new RouterListener() {
                  @Override
                  public void onDropped(RouterEvent.RequestDropped event) {
                    heard.add(event.because());
                  }
                }),
            this::hop,
            time);
    events.tell(event("1"));
    events.tell(event("2"));
    assertThat(heard).containsExactly("1", "2");
  }

  @Test
  void the_first_event_goes_at_once_and_those_that_follow_closely_go_together() {
    Events events = eventsOn(this::hop);
    events.tell(event("1"));
    assertThat(heard).containsExactly("1");
    for (int i = 2; i <= 100; i++) {
      events.tell(event(Integer.toString(i)));
    }
    assertThat(heard).containsExactly("1");
    time.advance(Duration.ofMillis(5));
    assertThat(heard).hasSize(100).startsWith("1", "2", "3").endsWith("100");
    assertThat(hops).isEqualTo(2);
  }

  @Test
  void after_a_quiet_time_the_next_goes_at_once_again_and_no_timer_runs_on() {
    Events events = eventsOn(this::hop);
    events.tell(event("1"));
    time.advance(Duration.ofMillis(5));
    assertThat(time.waiting()).isZero();
    events.tell(event("2"));
    assertThat(heard).containsExactly("1", "2");
  }

  @Test
  void an_executor_of_the_telling_thread_is_used_for_each_event() {
    Events events = eventsOn(Runnable::run);
    events.tell(event("1"));
    events.tell(event("2"));
    assertThat(heard).containsExactly("1", "2");
    assertThat(time.waiting()).isZero();
  }

  @Test
  void what_is_pending_when_the_router_closes_is_delivered_and_what_comes_later_too() {
    Events events = eventsOn(this::hop);
    events.tell(event("1"));
    events.tell(event("2"));
    events.close();
    assertThat(heard).containsExactly("1", "2");
    events.tell(event("3"));
    events.tell(event("4"));
    assertThat(heard).containsExactly("1", "2", "3", "4");
  }

  @Test
  void a_listener_that_breaks_misses_one_event_and_hurts_nobody() {
    RouterListener broken =
        new RouterListener() {
          @Override
          public void onDropped(RouterEvent.RequestDropped event) {
            heard.add(event.because());
            throw new NoClassDefFoundError("a jar that does not fit");
          }
        };
    Events events = new Events(List.of(broken), Runnable::run, time);
    events.tell(event("1"));
    events.tell(event("2"));
    assertThat(heard).containsExactly("1", "2");
  }

  @Test
  void an_executor_that_was_shut_down_costs_the_events_and_no_request() {
    boolean[] shut = {true};
    Events events =
        eventsOn(
            task -> {
              if (shut[0]) {
                throw new RejectedExecutionException();
              }
              task.run();
            });
    events.tell(event("1"));
    shut[0] = false;
    events.tell(event("2"));
    assertThat(heard).containsExactly("2");
  }
}
