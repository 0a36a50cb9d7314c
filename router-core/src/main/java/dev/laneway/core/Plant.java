package dev.laneway.core;

import dev.laneway.api.spi.ProviderContext;
import dev.laneway.core.schedule.Scheduler;
import java.util.random.RandomGenerator;

/** What stays for the life of a router, whatever its configuration becomes. */
record Plant(ProviderContext context, RandomGenerator random, Scheduler scheduler) {}
