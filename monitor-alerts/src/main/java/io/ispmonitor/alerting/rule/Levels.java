package io.ispmonitor.alerting.rule;

import io.ispmonitor.alert.DeviceLimit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a rule keeps to, for all devices or for one.
 *
 * @param trigger where trouble begins; not a number for rules without a level
 * @param clear where it ends; the same
 * @param reminder how often people are reminded
 */
record Levels(double trigger, double clear, @Nullable Duration reminder) {

  /** What the rule itself says. */
  static Levels of(Rule rule) {
    Duration reminder = rule.heading().reminder();
    if (rule instanceof ThresholdRule threshold) {
      return new Levels(threshold.trigger(), threshold.clear(), reminder);
    }
    if (rule instanceof ChangeRule change) {
      return new Levels(change.by(), Double.NaN, reminder);
    }
    return new Levels(Double.NaN, Double.NaN, reminder);
  }

  /**
   * What the rule keeps to for a device.
   *
   * @throws IllegalArgumentException when the limit does not fit the rule
   */
  static Levels of(Rule rule, DeviceLimit limit) {
    Levels own = of(rule);
    Duration reminder = limit.reminder() == null ? own.reminder : limit.reminder();
    double trigger = limit.trigger() == null ? own.trigger : limit.trigger();
    if (rule instanceof ThresholdRule threshold) {
      double clear =
          limit.clear() == null ? moved(own, trigger, threshold.isHigh()) : limit.clear();
      check(place(limit), threshold.isHigh(), trigger, clear);
      return new Levels(trigger, clear, reminder);
    }
    if (limit.clear() != null || (limit.trigger() != null && !(rule instanceof ChangeRule))) {
      throw new IllegalArgumentException(
          "rule %s: a rule of type %s has no such level to change; set a reminder, or turn it off"
              .formatted(place(limit), rule.type()));
    }
    if (rule instanceof ChangeRule change) {
      ChangeRule.checkBy(place(limit), change.kind(), trigger);
    }
    return new Levels(trigger, own.clear, reminder);
  }

  /** The clear level at the distance it had; what rounding puts beyond the trigger is put back. */
  private static double moved(Levels own, double trigger, boolean isHigh) {
    double moved = own.clear + (trigger - own.trigger);
    return isHigh ? Math.min(moved, trigger) : Math.max(moved, trigger);
  }

  private static String place(DeviceLimit limit) {
    return limit.rule() + ", device " + limit.device();
  }

  static void check(String rule, boolean isHigh, double trigger, double clear) {
    Bounds.checkNumber(rule, "the trigger level", trigger);
    Bounds.checkNumber(rule, "the clear level", clear);
    if (isHigh ? clear > trigger : clear < trigger) {
      throw new IllegalArgumentException(
          "rule %s: the clear level must not be %s the trigger level %s, was %s"
              .formatted(rule, isHigh ? "above" : "below", trigger, clear));
    }
  }
}
