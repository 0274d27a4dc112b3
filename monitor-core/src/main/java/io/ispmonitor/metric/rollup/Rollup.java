package io.ispmonitor.metric.rollup;

import java.time.Instant;

/**
 * What the values of a series came to in a stretch of time.
 *
 * @param begin the first time that counts
 * @param end the first time that does not count any more
 * @param count how many values there were, 1 or more; gaps are not counted
 * @param min the lowest
 * @param mean of all
 * @param max the highest
 * @param p95 what 95 percent do not exceed
 */
public record Rollup(
    Instant begin, Instant end, long count, double min, double mean, double max, double p95) {}
