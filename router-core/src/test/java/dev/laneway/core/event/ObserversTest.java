package dev.laneway.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.LaneId;
import dev.laneway.api.Receipt;
import dev.laneway.api.RouterException;
import dev.laneway.api.spi.Endpoint;
import dev.laneway.core.event.RequestObserver.AttemptWatch;
import dev.laneway.core.event.RequestObserver.Request;
import dev.laneway.core.event.RequestObserver.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObserversTest {

  private final List<String> seen = new ArrayList<>();

  /** Sees everything, and breaks each time as a tracing library does that does not fit. */
  private final class Broken implements RequestObserver, Watch {

    @Override
    public Watch began(Request request) {
      seen.add("began");
      return this;
    }

    @Override
    public AttemptWatch attempt(LaneId lane, Optional<Endpoint> endpoint) {
      seen.add("attempt");
      throw new NoSuchMethodError("setAttribute");
    }

    @Override
    public void ended(
        Receipt receipt, Optional<RouterException.Reason> reason, Optional<ChatReply> reply) {
      seen.add("ended");
      throw new NoSuchMethodError("end");
    }
  }

  @Test
  void an_observer_that_breaks_hurts_no_request_and_is_told_the_rest() {
    Request request =
        new Request("default", CallOptions.DEFAULT, Optional.empty(), Optional.empty(), false);
    Watch watch = new Observers(List.of(new Broken(), new Broken())).began(() -> request);
    watch.attempt(LaneId.of("acme/a"), Optional.empty());
    watch.ended(Receipt.EMPTY, Optional.empty(), Optional.empty());
    assertThat(seen).containsExactly("began", "began", "attempt", "attempt", "ended", "ended");
  }
}
