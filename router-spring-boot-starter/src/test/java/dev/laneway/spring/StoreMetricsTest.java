package dev.laneway.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.core.Router;
import dev.laneway.core.event.RouterEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class StoreMetricsTest {

  @Test
  void a_store_that_goes_and_comes_is_counted() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    RouterMetrics metrics =
        new RouterMetrics(
            meters,
            new RouterConvention() {},
            new StaticListableBeanFactory().getBeanProvider(Router.class));
    metrics.onEvent(new RouterEvent.StoreLost("redis", "local-share", "no answer"));
    metrics.onEvent(new RouterEvent.StoreReturned("redis", Duration.ofSeconds(20)));
    for (String state : new String[] {"lost", "returned"}) {
      assertThat(meters.get("laneway.store").tags("store", "redis", "state", state).counter())
          .satisfies(counter -> assertThat(counter.count()).isEqualTo(1));
    }
  }
}
