package io.ispmonitor.health;

/** How well the monitoring itself works, from best to worst. */
public enum HealthStatus {
  /** All of it works. */
  HEALTHY,
  /** It works, but something needs a look. */
  DEGRADED,
  /** It does not do its job. */
  FAILING;

  /** The worse of two. */
  public HealthStatus worse(HealthStatus other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
