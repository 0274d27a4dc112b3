/**
 * The monitoring in numbers, for whatever keeps and draws them: {@link
 * io.ispmonitor.telemetry.Meter meters} of the engine itself, with labels for probes, loops and
 * queues but never for devices, and beside them a {@linkplain io.ispmonitor.telemetry.DeviceExport
 * bounded export} of the last values of devices. {@link io.ispmonitor.telemetry.PrometheusText}
 * writes both for Prometheus.
 */
@NullMarked
package io.ispmonitor.telemetry;

import org.jspecify.annotations.NullMarked;
