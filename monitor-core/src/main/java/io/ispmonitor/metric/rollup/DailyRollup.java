package io.ispmonitor.metric.rollup;

import java.time.LocalDate;

/**
 * What the values of a series came to on a local day.
 *
 * @param day in the time zone that was asked for
 * @param values the 95th percentile is an estimate, see {@link Rollups}
 */
public record DailyRollup(LocalDate day, Rollup values) {}
