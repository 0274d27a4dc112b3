package io.ispmonitor.alert;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a rule keeps to for one device in the place of what it says itself.
 *
 * @param rule the rule's id
 * @param device the device's id
 * @param trigger where trouble begins; null for what the rule says
 * @param clear where it ends; null for what the rule says, moved by as much as the trigger was
 * @param reminder how often people are reminded while it lasts; null for what the rule says
 * @param isOff whether the rule leaves the device alone
 */
public record DeviceLimit(
    String rule,
    String device,
    @Nullable Double trigger,
    @Nullable Double clear,
    @Nullable Duration reminder,
    boolean isOff) {

  /** Checks the numbers. */
  public DeviceLimit {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(device, "device");
    if ((trigger != null && !Double.isFinite(trigger))
        || (clear != null && !Double.isFinite(clear))) {
      throw new IllegalArgumentException(
          "rule %s, device %s: limits must be numbers, not %s and %s"
              .formatted(rule, device, trigger, clear));
    }
    if (reminder != null && (reminder.isNegative() || reminder.isZero())) {
      throw new IllegalArgumentException(
          "rule %s, device %s: people cannot be reminded every %s"
              .formatted(rule, device, reminder));
    }
  }

  /** Another trigger level for a device. */
  public static DeviceLimit trigger(String rule, String device, double trigger) {
    return new DeviceLimit(rule, device, trigger, null, null, false);
  }

  /** A device that a rule leaves alone. */
  public static DeviceLimit off(String rule, String device) {
    return new DeviceLimit(rule, device, null, null, null, true);
  }
}
