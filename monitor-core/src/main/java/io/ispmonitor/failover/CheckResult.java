package io.ispmonitor.failover;

/**
 * How a check ended. All but {@link #SUCCEEDED} are failures: whoever is to blame, nobody has shown
 * that the primary works.
 */
public enum CheckResult {
  /** It came back in time. */
  SUCCEEDED,
  /** It threw. */
  FAILED,
  /** It did not come back in time and was interrupted. */
  TIMED_OUT,
  /** An earlier one has still not come back, so none was started. */
  HANGING,
  /** The executor did not begin it. */
  NOT_STARTED;

  /** Whether the primary works. */
  public boolean isSuccess() {
    return this == SUCCEEDED;
  }
}
