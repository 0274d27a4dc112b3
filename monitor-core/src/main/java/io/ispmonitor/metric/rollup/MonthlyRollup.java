package io.ispmonitor.metric.rollup;

import java.time.YearMonth;

/**
 * What the values of a series came to in a local month.
 *
 * @param month in the time zone that was asked for
 * @param values the 95th percentile is an estimate, see {@link Rollups}
 */
public record MonthlyRollup(YearMonth month, Rollup values) {}
