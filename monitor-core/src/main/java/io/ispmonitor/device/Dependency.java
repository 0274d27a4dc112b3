package io.ispmonitor.device;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Something a device cannot be reached without: one parent, or any one of a redundancy group. A
 * device is cut off as soon as one of its dependencies has no parent left that is up.
 *
 * @param anyOf the ids of the parents, at least one, no duplicates
 */
public record Dependency(List<String> anyOf) {

  /** Copies and checks the ids. */
  public Dependency {
    anyOf = List.copyOf(anyOf);
    if (anyOf.isEmpty()) {
      throw new IllegalArgumentException("a dependency names no parent; name one or leave it out");
    }
    anyOf.forEach(Device::checkId);
    if (new LinkedHashSet<>(anyOf).size() != anyOf.size()) {
      throw new IllegalArgumentException("dependency names a parent twice: " + anyOf);
    }
  }

  /** Depends on this parent. */
  public static Dependency on(String parent) {
    return new Dependency(List.of(parent));
  }

  /** Depends on one of these being up: a redundancy group. */
  public static Dependency onAnyOf(String... parents) {
    return new Dependency(Arrays.asList(parents));
  }
}
