package io.ispmonitor.health;

/**
 * What one part of the monitoring says of itself.
 *
 * @param name which part, stable and unique in a report
 * @param status how it is doing
 * @param detail in words: what, with which numbers, and what to do; empty when there is nothing to
 *     say
 */
public record HealthCheck(String name, HealthStatus status, String detail) {

  /** A part that works. */
  public static HealthCheck healthy(String name, String detail) {
    return new HealthCheck(name, HealthStatus.HEALTHY, detail);
  }

  /** A part that needs a look. */
  public static HealthCheck degraded(String name, String detail) {
    return new HealthCheck(name, HealthStatus.DEGRADED, detail);
  }

  /** A part that does not do its job. */
  public static HealthCheck failing(String name, String detail) {
    return new HealthCheck(name, HealthStatus.FAILING, detail);
  }
}
