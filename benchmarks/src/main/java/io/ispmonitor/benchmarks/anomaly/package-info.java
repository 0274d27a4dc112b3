/**
 * How good and how costly the anomaly detectors are, on the Numenta Anomaly Benchmark: A. Lavin and
 * S. Ahmad, "Evaluating real-time anomaly detection algorithms: the Numenta Anomaly Benchmark",
 * ICMLA 2015. Its data stay outside of the repository. Start at {@link
 * io.ispmonitor.benchmarks.anomaly.NabReport}.
 */
@NullMarked
package io.ispmonitor.benchmarks.anomaly;

import org.jspecify.annotations.NullMarked;
