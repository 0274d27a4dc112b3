package io.ispmonitor.anomaly.watch;

import io.ispmonitor.anomaly.Explanation;
import io.ispmonitor.metric.SeriesKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a series that is judged stands.
 *
 * @param series the series
 * @param plan the name of the plan it is judged by
 * @param warmingUp whether too little has been seen to judge by
 * @param muted whether its anomalies are not told, since there are so many
 * @param timesAWeek how often it has been anomalous lately
 * @param at the time of the latest value; null before the first
 * @param explanation of the latest value: what was expected, and why it has its score
 */
public record SeriesStatus(
    SeriesKey series,
    String plan,
    boolean warmingUp,
    boolean muted,
    double timesAWeek,
    @Nullable Instant at,
    Explanation explanation) {}
