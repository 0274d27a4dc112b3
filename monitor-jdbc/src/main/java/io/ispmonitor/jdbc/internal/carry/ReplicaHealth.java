package io.ispmonitor.jdbc.internal.carry;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a replica is doing that history is read from.
 *
 * @param behind how far it was behind when it was asked last; null while that is not known
 * @param fallbacks how many reads went to the primary in its place
 * @param since since when they do; null when they do not
 * @param trouble why they do; null when they do not
 */
public record ReplicaHealth(
    @Nullable Duration behind, long fallbacks, @Nullable Instant since, @Nullable String trouble) {}
