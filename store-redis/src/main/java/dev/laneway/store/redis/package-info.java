/**
 * A store in Redis, for fleets: exact limits, spend and answers, and news at once. Start at {@link
 * dev.laneway.store.redis.RedisStore}.
 */
@NullMarked
package dev.laneway.store.redis;

import org.jspecify.annotations.NullMarked;
