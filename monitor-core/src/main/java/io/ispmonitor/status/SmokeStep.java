package io.ispmonitor.status;

import java.time.Duration;
import java.time.Instant;

/**
 * Latency and loss over a step of time, as SmokePing draws them: the median with bands of
 * percentiles around it.
 *
 * @param start where the step begins
 * @param length how long it is
 * @param count how many questions there were that prove something
 * @param loss the share of echoes that were lost, 0 to 1; NaN when there were no such questions
 * @param min the shortest round trip in seconds, NaN when none was answered, as are all below
 * @param p10 the 10th percentile of round trips, in seconds
 * @param p25 the 25th percentile
 * @param median half of the round trips were shorter
 * @param p75 the 75th percentile
 * @param p90 the 90th percentile
 * @param max the longest
 */
public record SmokeStep(
    Instant start,
    Duration length,
    int count,
    double loss,
    double min,
    double p10,
    double p25,
    double median,
    double p75,
    double p90,
    double max) {

  static SmokeStep of(Instant start, Instant end, Percentiles roundTrips, int count, double lost) {
    return new SmokeStep(
        start,
        Duration.between(start, end),
        count,
        count == 0 ? Double.NaN : lost / count,
        roundTrips.at(0),
        roundTrips.at(0.10),
        roundTrips.at(0.25),
        roundTrips.at(0.50),
        roundTrips.at(0.75),
        roundTrips.at(0.90),
        roundTrips.at(1));
  }
}
