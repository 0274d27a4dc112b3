package io.ispmonitor.telemetry;

/**
 * How many values of a distribution are not above a bound.
 *
 * @param upTo the bound, itself included; never infinite, since all values are below that
 * @param count how many values are not above it, those of smaller buckets included
 */
public record Bucket(double upTo, long count) {}
