package io.ispmonitor.alert;

/** How much depends on an alert, the least first. */
public enum Severity {
  /** Worth knowing; nobody has to do anything. */
  INFO,
  /** Somebody should look at it when there is time. */
  WARNING,
  /** Customers suffer, or will soon: somebody has to act. */
  CRITICAL,
  /** Many customers suffer: somebody has to be woken. */
  EMERGENCY;

  /** Whether it is this one or a graver one. */
  public boolean isAtLeast(Severity least) {
    return compareTo(least) >= 0;
  }
}
