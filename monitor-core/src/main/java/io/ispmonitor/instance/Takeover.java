package io.ispmonitor.instance;

import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.leadership.lease.InstanceMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An instance is in charge, and data come in, or have not for a minute.
 *
 * @param instance its id
 * @param mode what it is for
 * @param token of its term
 * @param from the id of the instance that was in charge before, which may be the same one; null
 *     when there was none
 * @param at when it got the lease
 * @param devices how many it watches
 * @param firstDataAfter how long after that the first device answered; null when none has for a
 *     minute
 */
public record Takeover(
    String instance,
    InstanceMode mode,
    FencingToken token,
    @Nullable String from,
    Instant at,
    int devices,
    @Nullable Duration firstDataAfter) {}
