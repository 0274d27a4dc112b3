package io.ispmonitor.health;

import java.util.Objects;

/**
 * What one part of the monitoring says of itself. Names and details that are too long are cut,
 * since they may hold whatever an exception says.
 *
 * @param name which part, stable and unique in a report
 * @param status how it is doing
 * @param detail in words: what, with which numbers, and what to do; empty when there is nothing to
 *     say
 */
public record HealthCheck(String name, HealthStatus status, String detail) {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_DETAIL = 2_000;

  /** Cuts what is too long. */
  public HealthCheck {
    Objects.requireNonNull(status, "status");
    name = cut(name, LONGEST_NAME);
    detail = cut(detail, LONGEST_DETAIL);
  }

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

  /** The same under another name. */
  public HealthCheck named(String other) {
    return other.equals(name) ? this : new HealthCheck(other, status, detail);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 3) + "...";
  }
}
