package io.ispmonitor.metric;

import java.time.Instant;

/**
 * One value that was read back.
 *
 * @param at when it was asked for
 * @param value the value; {@code NaN} exactly when there is a gap
 * @param gap why the value is missing, {@link Gap#NONE} when it is there
 */
public record Sample(Instant at, double value, Gap gap) {}
