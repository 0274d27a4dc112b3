package io.ispmonitor.internal.path;

import io.ispmonitor.device.Device;
import io.ispmonitor.probe.Priority;
import io.ispmonitor.probe.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * How a schedule wants a device to be asked.
 *
 * @param intervalNanos how often; 0 when not at all
 * @param priority what its questions are worth; null when the device has no priority of its own
 */
record Pace(long intervalNanos, @Nullable Priority priority) {
  static final Pace NEVER = new Pace(0, null);

  /** What the schedule says; calls host code. */
  static Pace of(Schedule schedule, Device device) {
    return schedule.includes(device)
        ? new Pace(schedule.intervalOf(device).toNanos(), schedule.priorityOf(device))
        : NEVER;
  }

  /** How it is asked already. */
  static Pace of(@Nullable Asking known) {
    return known == null ? NEVER : new Pace(known.intervalNanos, known.ownPriority);
  }

  boolean isAsked() {
    return intervalNanos > 0;
  }
}
