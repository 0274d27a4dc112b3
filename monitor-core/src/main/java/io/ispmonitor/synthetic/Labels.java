package io.ispmonitor.synthetic;

import io.ispmonitor.device.Device;
import org.jspecify.annotations.Nullable;

/** What labels of devices say about targets. */
final class Labels {
  private Labels() {}

  /** The port in a label; null when there is no such label. */
  static @Nullable Integer port(Device device, String label) {
    String value = device.labels().get(label);
    if (value == null) {
      return null;
    }
    try {
      return Integer.valueOf(value.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "device '%s': label '%s' must be a TCP port, was '%s'"
              .formatted(device.id(), label, Words.of(value)),
          e);
    }
  }
}
