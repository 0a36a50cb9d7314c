package dev.laneway.core.schedule;

import dev.laneway.api.spi.Timeouts;
import dev.laneway.api.time.TimeSource;
import dev.laneway.core.budget.BudgetBook;
import dev.laneway.core.cache.ReplyCache;
import dev.laneway.core.event.Events;
import dev.laneway.core.event.Observers;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What all journeys of a router share. */
public record Machine(
    Scheduler scheduler,
    TimeSource time,
    Events events,
    Observers observers,
    Timeouts timeouts,
    RetryBudget retries,
    BudgetBook budgets,
    Optional<ReplyCache> cache,
    Patience patience,
    RandomGenerator random) {}
