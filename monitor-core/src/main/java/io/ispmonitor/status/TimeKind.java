package io.ispmonitor.status;

/** How a stretch of a device's time counts. Each moment counts as exactly one of these. */
public enum TimeKind {
  /** It answered, within its limits. */
  UP,
  /** It answered, but slowly or with loss. */
  DEGRADED,
  /** It did not answer, and the fault was there: charged to it. */
  DOWN,
  /** It did not answer because of another device, which is charged with it. */
  UNREACHABLE,
  /** Work was announced; however it stood, that counts neither for nor against it. */
  MAINTENANCE,
  /** We ourselves were cut off from it. */
  ISOLATED,
  /** Nothing is known: not watched yet or any more, not asked, or nothing valid was heard. */
  UNKNOWN;

  /** Whether the device answered. */
  public boolean isAnswering() {
    return this == UP || this == DEGRADED;
  }
}
