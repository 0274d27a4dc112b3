package io.ispmonitor.alerting.rule;

/**
 * A memory that waits for a moment, in time that no step of the clock disturbs. The moment may be
 * put off without touching the queue, which is what every value does to the wait for its absence.
 */
final class Vigil extends Memory {
  final DeviceWatch device;
  boolean isWaiting;
  long dueNanos;

  /** The earliest moment at which the queue will look at it. */
  long queuedNanos;

  boolean isQueued;

  Vigil(Watcher watcher, DeviceWatch device, Levels levels) {
    super(watcher, "", levels);
    this.device = device;
  }
}
