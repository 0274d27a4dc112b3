package io.ispmonitor.snmp.profile;

import io.ispmonitor.metric.Metric;
import java.util.Objects;

/**
 * A metric that is the quotient of two others of the same row, such as the utilisation of an
 * interface.
 *
 * @param metric what it measures
 * @param of the metric that is divided
 * @param over the metric by which it is divided
 */
public record Share(Metric metric, String of, String over) {
  /** Refuses null at once, where the mistake is. */
  public Share {
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(of, "of");
    Objects.requireNonNull(over, "over");
  }
}
