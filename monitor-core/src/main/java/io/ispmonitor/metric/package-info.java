/**
 * Measured values: what a {@link io.ispmonitor.metric.Metric} is and in which unit, the {@link
 * io.ispmonitor.metric.Readings} one question brings, and the {@link
 * io.ispmonitor.metric.MetricStore} that keeps them. A value that is missing is a {@link
 * io.ispmonitor.metric.Gap} with its reason, never a zero.
 */
@NullMarked
package io.ispmonitor.metric;

import org.jspecify.annotations.NullMarked;
