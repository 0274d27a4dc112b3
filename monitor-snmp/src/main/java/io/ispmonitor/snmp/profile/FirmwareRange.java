package io.ispmonitor.snmp.profile;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Versions of a device's firmware, both ends included.
 *
 * @param from the first; null for any
 * @param to the last; null for any. {@code 8.7} is before {@code 8.7.1}
 */
public record FirmwareRange(@Nullable Firmware from, @Nullable Firmware to) {
  /** Any version, also none. */
  public static final FirmwareRange ANY = new FirmwareRange(null, null);

  /** Whether this version is among them; one that is not known is only in {@link #ANY}. */
  public boolean contains(@Nullable Firmware version) {
    if (from == null && to == null) {
      return true;
    }
    return version != null
        && (from == null || version.compareTo(Objects.requireNonNull(from)) >= 0)
        && (to == null || version.compareTo(Objects.requireNonNull(to)) <= 0);
  }

  /** Whether a version may be in both. */
  boolean overlaps(FirmwareRange other) {
    return !endsBefore(other) && !other.endsBefore(this);
  }

  /** As it is written in a file, such as {@code 8.7.4..8.7.6}. */
  @Override
  public String toString() {
    return (from == null ? "" : from) + ".." + (to == null ? "" : to);
  }

  private boolean endsBefore(FirmwareRange other) {
    return to != null && other.from != null && to.compareTo(other.from) < 0;
  }
}
