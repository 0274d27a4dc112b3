package io.ispmonitor.alerting.rule;

import io.ispmonitor.alert.InMemoryLimitStore;
import io.ispmonitor.alert.LimitStore;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.reachability.InMemoryStateLog;
import io.ispmonitor.reachability.StateLog;

/**
 * What is kept, for a {@link BackTest} to hold a rule against.
 *
 * @param values what was measured
 * @param states how devices stood: what is out of reach is not missed
 * @param limits what rules keep to for single devices now
 */
public record Archive(MetricStore values, StateLog states, LimitStore limits) {

  /** Only what was measured, as if no device had ever been down or were an exception. */
  public static Archive of(MetricStore values) {
    return new Archive(values, InMemoryStateLog.create(), new InMemoryLimitStore());
  }

  /** The limits of a rule for a device, and no others. */
  LimitStore limitsOf(Rule rule, String device) {
    LimitStore own = new InMemoryLimitStore();
    limits.all().stream()
        .filter(is -> is.rule().equals(rule.id()) && is.device().equals(device))
        .forEach(own::put);
    return own;
  }
}
