package io.ispmonitor.power;

import org.jspecify.annotations.Nullable;

/**
 * What a history says of a discharge.
 *
 * @param madeAt the monotonic time of its last reading
 * @param voltsPerHour how the voltage changes
 * @param use the share of the charge that is gone, by hours from {@code madeAt}
 * @param hours until it is empty; null when that cannot be said
 */
record Estimate(long madeAt, double voltsPerHour, Trend use, @Nullable Range hours) {

  /** Hours from {@code madeAt}, none negative. */
  record Range(double likely, double earliest, double latest) {}
}
