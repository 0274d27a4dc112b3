package io.ispmonitor.alerting.rule;

import io.ispmonitor.device.Device;

/**
 * Keys of alerts: {@code <rule>/<device>}, or {@code <rule>/<device>/<instance>}. A slash in the id
 * of a device is written {@code %2F}, so that no device can have the key of another's part.
 */
final class Keys {
  private static final int LONGEST_PART = 150;
  private static final int HASH_LENGTH = 9;

  private Keys() {}

  static String of(Rule rule, Device device, String instance) {
    String key = prefix(rule.id(), device.id());
    return instance.isEmpty() ? key : key + "/" + instance;
  }

  static String prefix(String rule, String device) {
    return rule + "/" + shortened(device.replace("%", "%25").replace("/", "%2F"));
  }

  /** Of a name that is too long for a key, the beginning and what tells it from others. */
  static String shortened(String name) {
    return name.length() <= LONGEST_PART
        ? name
        : name.substring(0, LONGEST_PART - HASH_LENGTH)
            + "~"
            + Integer.toHexString(name.hashCode());
  }

  /** Whether a name may have been longer. */
  static boolean isShortened(String name) {
    return name.indexOf('~', LONGEST_PART - HASH_LENGTH) >= 0;
  }
}
