package io.ispmonitor.alerting.rule;

import io.ispmonitor.alert.DeviceLimit;
import io.ispmonitor.alert.LimitStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes what rules keep to for single devices: checked against the rule, kept in a {@link
 * LimitStore}, and in force from the device's next sample on. Any thread.
 */
public final class DeviceLimits {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceLimits.class);

  private final LimitStore store;
  private final Map<String, Rule> rules = new HashMap<>();
  private volatile Limits current = Limits.NONE;

  /** Reads what the store holds; what does not fit the rules is left out, and logged. */
  DeviceLimits(LimitStore store, Collection<Rule> rules) {
    this.store = store;
    rules.forEach(rule -> this.rules.put(rule.id(), rule));
    reread();
  }

  /**
   * Takes a limit over, in the place of the one for the same rule and device.
   *
   * @throws IllegalArgumentException when there is no such rule, or the limit does not fit it
   */
  public synchronized void set(DeviceLimit limit) {
    check(limit);
    store.put(limit);
    reread();
  }

  /** The rule keeps to what it says again. */
  public synchronized void remove(String rule, String device) {
    store.remove(rule, device);
    reread();
  }

  /** Reads the store again, after somebody else has changed it. */
  public synchronized void reread() {
    List<DeviceLimit> sound = new ArrayList<>();
    for (DeviceLimit limit : store.all()) {
      try {
        check(limit);
        sound.add(limit);
      } catch (IllegalArgumentException e) {
        LOG.warn(
            "LIMIT_LEFT_OUT {} keeps to its rule for device {}: {}",
            limit.rule(),
            limit.device(),
            e.getMessage());
      }
    }
    current = new Limits(sound);
  }

  /** All limits that are kept, in no order. */
  public List<DeviceLimit> all() {
    return store.all();
  }

  Limits current() {
    return current;
  }

  private void check(DeviceLimit limit) {
    Rule rule = rules.get(limit.rule());
    if (rule == null) {
      throw new IllegalArgumentException(
          "there is no rule '%s' to set a limit of for device '%s'; %s"
              .formatted(limit.rule(), limit.device(), Nearest.hint(limit.rule(), rules.keySet())));
    }
    Levels.of(rule, limit);
  }
}
