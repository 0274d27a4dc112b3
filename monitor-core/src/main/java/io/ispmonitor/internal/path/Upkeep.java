package io.ispmonitor.internal.path;

import java.util.List;

/**
 * The maintenance windows that concern a device at present. Immutable and shared by all devices
 * that the same windows concern.
 *
 * @param inForce the ids of those that are in force
 * @param armed the ids of those that begin with the first trouble
 */
record Upkeep(List<String> inForce, List<String> armed) {
  static final Upkeep NONE = new Upkeep(List.of(), List.of());

  /** Whether a device's trouble is expected, or would be the beginning of an expected one. */
  boolean keepsQuiet() {
    return !inForce.isEmpty() || !armed.isEmpty();
  }
}
