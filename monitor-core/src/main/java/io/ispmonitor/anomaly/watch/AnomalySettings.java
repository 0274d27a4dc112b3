package io.ispmonitor.anomaly.watch;

import io.ispmonitor.anomaly.Detectors;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a watch was told. */
record AnomalySettings(
    List<AnomalyPlan> plans,
    Detectors detectors,
    int most,
    Duration settle,
    double timesAWeek,
    @Nullable Path file) {}
