/**
 * What people are told: alerts, the notices about them, the channels that carry those, and where
 * all of it is kept. The values and the interfaces only; the pipeline that turns events into
 * notices is a module of its own, {@code monitor-alerts}. Integrators implement {@link
 * io.ispmonitor.alert.NotificationChannel}.
 */
@NullMarked
package io.ispmonitor.alert;

import org.jspecify.annotations.NullMarked;
