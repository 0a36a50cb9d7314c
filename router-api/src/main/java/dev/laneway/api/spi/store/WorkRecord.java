package dev.laneway.api.spi.store;

import dev.laneway.api.Submission;
import java.time.Instant;
import java.util.Optional;

/**
 * Where an item of work stands.
 *
 * @param due when it will be tried, while it waits
 * @param outcome the reply, or the receipt of what failed, once it has ended
 */
@SuppressWarnings("ArrayRecordComponent")
public record WorkRecord(
    String id, Submission.State state, Optional<Instant> due, Optional<byte[]> outcome) {}
