/**
 * How the monitoring itself is doing. A {@link io.ispmonitor.health.HealthReport} speaks of loops,
 * queues, probes and stores; a tower that is down is no reason for it to be anything but healthy.
 * What it complains of is about now: what went wrong in the last five minutes. Totals go back to
 * the start.
 */
@NullMarked
package io.ispmonitor.health;

import org.jspecify.annotations.NullMarked;
