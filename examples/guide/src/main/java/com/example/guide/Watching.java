package com.example.guide;

import dev.laneway.core.event.RouterEvent;
import dev.laneway.core.event.RouterListener;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** For docs/observability.md. */
final class Watching implements RouterListener {

  private static final Logger log = LoggerFactory.getLogger(Watching.class);

  final LongAdder failures = new LongAdder();

  @Override
  public void onAttempt(RouterEvent.AttemptFinished event) {
    if (event.attempt().failure().isPresent()) {
      failures.increment();
    }
  }

  @Override
  public void onPoolResting(RouterEvent.PoolResting event) {
    log.info("{} rests for {}: {}", event.pool(), event.rest(), event.because());
  }

  @Override
  public void onAccountClosed(RouterEvent.AccountClosed event) {
    log.warn("somebody must act on {}: {}", event.account(), event.because());
  }
}
