package io.ispmonitor.capacity;

import io.ispmonitor.metric.rollup.Rollup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds restarts in the hours of an uptime, which falls when a device restarts. One restart may
 * make it fall from the hour before and to the hour after, so of two falls in a row one counts.
 */
final class RestartCount {
  /** Where {@code sysUpTime} goes round, in seconds: RFC 2578, TimeTicks. */
  private static final double ROUND = 42_949_672.96;

  /** Clocks of devices are not better than this, in seconds. */
  private static final double ROUGH = 60;

  private RestartCount() {}

  /** The begins of the hours in which restarts were seen. */
  static List<Instant> of(List<Rollup> hours) {
    List<Instant> restarts = new ArrayList<>();
    boolean wasFall = false;
    for (int i = 1; i < hours.size(); i++) {
      boolean isFall = isFall(hours.get(i - 1), hours.get(i));
      wasFall = isFall && !wasFall;
      if (wasFall) {
        restarts.add(hours.get(i).begin());
      }
    }
    return restarts;
  }

  private static boolean isFall(Rollup before, Rollup after) {
    double between = Duration.between(before.begin(), after.end()).toSeconds() + ROUGH;
    boolean wentRound = before.max() + between >= ROUND;
    boolean canBe = after.min() <= between; // what began since cannot be older
    return after.min() < before.max() - ROUGH && canBe && !wentRound;
  }
}
