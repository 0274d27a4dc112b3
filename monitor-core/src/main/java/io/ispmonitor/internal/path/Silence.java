package io.ispmonitor.internal.path;

/**
 * Questions in a row that a device left unanswered, while that can still matter: until it answers
 * and is in no outage. An object of its own, because few devices are silent at a time. The judge's.
 */
final class Silence {
  /** When the first of them was sent, in monotonic time. */
  final long firstNanos;

  /** When the first of them was sent. */
  final long firstEpochNanos;

  /** What came instead of the last answer. */
  String last = "";

  /** The verdict waits until it is known whether the way was open. */
  boolean held;

  /** Since when it waits. */
  long heldSinceNanos;

  Silence(long firstNanos, long firstEpochNanos) {
    this.firstNanos = firstNanos;
    this.firstEpochNanos = firstEpochNanos;
  }
}
