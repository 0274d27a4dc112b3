package io.ispmonitor.icmp;

import io.ispmonitor.reachability.Isolation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The loss or the return of an uplink as it travels from one JVM to another.
 *
 * @param isOpen whether it is lost from then on
 * @param devices how many devices are reached over lost uplinks only
 * @param delay how long after the beginning of the silence that decided it was told
 */
record IsolationLine(boolean isOpen, int devices, Duration delay) {
  static final String KEYWORD = "isolation";

  static String of(Isolation isolation, Instant toldAt) {
    return Tabs.join(
        KEYWORD,
        isolation.isOpen(),
        isolation.devices(),
        Duration.between(isolation.since(), toldAt));
  }

  static IsolationLine parse(List<String> words) {
    return new IsolationLine(
        Boolean.parseBoolean(words.get(1)),
        Integer.parseInt(words.get(2)),
        Duration.parse(words.get(3)));
  }
}
