package dev.laneway.core.schedule;

import dev.laneway.api.CallOptions;
import dev.laneway.api.Capability;
import dev.laneway.api.Urgency;
import dev.laneway.core.quota.Demand;
import dev.laneway.core.strategy.RouteContext;
import java.util.Set;

/**
 * What the machine knows of one request, whatever it asks.
 *
 * @param needs what a lane must be able to do
 * @param startedAt on the monotonic clock
 * @param deadline on the monotonic clock
 */
record Call(
    CallOptions options, Set<Capability> needs, Demand demand, long startedAt, long deadline)
    implements RouteContext {

  @Override
  public Urgency urgency() {
    return options.urgency();
  }

  @Override
  public long nanosLeft() {
    return deadline - startedAt;
  }

  @Override
  public long inputTokens() {
    return demand.inputTokens();
  }

  @Override
  public long expectedOutputTokens() {
    return demand.expectedOutputTokens();
  }

  @Override
  public long maxOutputTokens() {
    return demand.maxOutputTokens();
  }

  @Override
  public String tenant() {
    return options.tenant();
  }

  @Override
  public String task() {
    return options.task();
  }
}
