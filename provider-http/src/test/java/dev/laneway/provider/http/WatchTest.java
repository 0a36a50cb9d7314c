package dev.laneway.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laneway.api.spi.ApiKey;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.ProviderException;
import dev.laneway.api.spi.Timeouts;
import dev.laneway.testkit.ManualTime;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The time-outs in virtual time. */
class WatchTest {

  private final ManualTime time = new ManualTime();
  private final Patrol patrol = new Patrol(time);
  private final Verdicts verdicts =
      new Verdicts(
          VendorProfile.bearer(
              "probe", "https://probe.invalid", LimitReader.NONE, StandardFailures.ROLLING),
          ApiKey.NONE,
          URI.create("https://probe.invalid"),
          time);

  /** One call, and how it failed. */
  private final class Call implements Transfer.Receiver {

    final List<String> failures = new ArrayList<>();
    final Transfer transfer;
    private boolean throwing;

    Call(int first, int idle, int total) {
      Timeouts timeouts =
          new Timeouts(
              Duration.ofSeconds(first), Duration.ofSeconds(idle), Duration.ofSeconds(total));
      CallControl control =
          new CallControl() {
            @Override
            public String model() {
              return "m";
            }

            @Override
            public Timeouts timeouts() {
              return timeouts;
            }
          };
      transfer = new Transfer(verdicts, time, control, this, patrol);
    }

    @Override
    public void headed(HttpResponse.ResponseInfo head, Transfer below) {}

    @Override
    public void received(List<ByteBuffer> bytes) {}

    @Override
    public void ended() {}

    @Override
    public void failed(ProviderException failure) {
      if (throwing) {
        throw new IllegalStateException("a bug");
      }
      String words = failure.failure().detail();
      failures.add(words.substring(0, words.indexOf(':')));
    }
  }

  private final Call call = new Call(60, 30, 600);

  private void pass(int seconds) {
    time.advance(Duration.ofSeconds(seconds));
  }

  @Test
  void silence_is_overdue_after_the_first_content_time_out() {
    pass(59);
    assertThat(call.failures).isEmpty();
    pass(1);
    assertThat(call.failures).containsExactly("nothing from probe.invalid within 1m");
  }

  @Test
  void after_the_first_content_each_byte_begins_the_idle_time_anew() {
    pass(10);
    call.transfer.watch().contentBegan();
    for (int i = 0; i < 5; i++) {
      pass(29);
      call.transfer.watch().touch();
    }
    assertThat(call.failures).isEmpty();
    pass(30);
    assertThat(call.failures).containsExactly("nothing more from probe.invalid within 30s");
  }

  @Test
  void bytes_without_content_do_not_end_the_wait_for_it() {
    for (int i = 0; i < 6; i++) {
      call.transfer.watch().touch();
      pass(10);
    }
    assertThat(call.failures).containsExactly("nothing from probe.invalid within 1m");
  }

  @Test
  void a_slow_reader_is_not_the_vendors_fault_but_the_total_still_counts() {
    call.transfer.watch().contentBegan();
    call.transfer.watch().pause();
    pass(500);
    assertThat(call.failures).isEmpty();
    pass(100);
    assertThat(call.failures).containsExactly("no end of the answer from probe.invalid within 10m");
  }

  @Test
  void a_reader_that_comes_back_gives_the_vendor_its_idle_time() {
    call.transfer.watch().contentBegan();
    call.transfer.watch().pause();
    pass(100);
    call.transfer.watch().resume();
    pass(29);
    assertThat(call.failures).isEmpty();
    pass(1);
    assertThat(call.failures).containsExactly("nothing more from probe.invalid within 30s");
  }

  @Test
  void nothing_is_overdue_once_a_call_has_ended() {
    call.transfer.abort();
    pass(1000);
    assertThat(call.failures).isEmpty();
    assertThat(time.waiting()).isZero();
  }

  @Test
  void calls_share_a_timer_and_each_is_on_time() {
    pass(5);
    Call hasty = new Call(2, 2, 2);
    Call patient = new Call(60, 30, 600);
    assertThat(time.waiting()).isEqualTo(1);
    pass(2);
    assertThat(hasty.failures).hasSize(1);
    pass(52);
    assertThat(call.failures).isEmpty();
    pass(1);
    assertThat(call.failures).hasSize(1);
    assertThat(patient.failures).isEmpty();
    pass(5);
    assertThat(patient.failures).hasSize(1);
  }

  @Test
  void whoever_throws_when_told_of_its_end_costs_no_other_call_its_time_outs() {
    call.throwing = true;
    Call other = new Call(90, 30, 600);
    assertThatThrownBy(() -> pass(60)).hasMessage("a bug");
    pass(31);
    assertThat(other.failures).containsExactly("nothing from probe.invalid within 1m30s");
  }
}
