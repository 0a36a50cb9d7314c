package dev.laneway.core;

import dev.laneway.api.spi.Timeouts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The time-outs of single calls, in a configuration.
 *
 * @param firstContent from sending to the first piece of an answer; one minute unless told
 * @param idle between two pieces; half a minute unless told
 * @param total from sending to the end; ten minutes unless told
 */
public record TimeoutsConfig(
    @Nullable Duration firstContent, @Nullable Duration idle, @Nullable Duration total) {

  Timeouts toTimeouts() {
    return new Timeouts(
        firstContent == null ? Timeouts.DEFAULT.firstContent() : firstContent,
        idle == null ? Timeouts.DEFAULT.idle() : idle,
        total == null ? Timeouts.DEFAULT.total() : total);
  }
}
