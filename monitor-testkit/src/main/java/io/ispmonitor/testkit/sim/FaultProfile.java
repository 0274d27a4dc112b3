package io.ispmonitor.testkit.sim;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How often what goes wrong, and for how long. Immutable; each method returns a changed copy.
 *
 * <p>A rate is a mean per month of 30 days and per place where such a fault can be: a device, a
 * link, a site, an uplink, or the monitor.
 */
public final class FaultProfile {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final String name;
  private final Map<FaultKind, Frequency> frequencies;

  private FaultProfile(String name, Map<FaultKind, Frequency> frequencies) {
    this.name = name;
    this.frequencies = frequencies;
  }

  /**
   * How often, and for how long.
   *
   * @param perMonth the mean number in 30 days at one place
   * @param atLeast the shortest
   * @param atMost the longest; short ones are as frequent as those ten times as long
   */
  record Frequency(double perMonth, Duration atLeast, Duration atMost) {}

  /** Nothing goes wrong until {@link #with} says otherwise. */
  public static FaultProfile none() {
    return new FaultProfile("none", new EnumMap<>(FaultKind.class));
  }

  /** An ordinary month: about one and a half faults for each device. */
  public static FaultProfile usual() {
    return none()
        .with(FaultKind.POWER_CUT, 0.08, MINUTE.multipliedBy(5), HOUR.multipliedBy(12))
        .with(FaultKind.DEVICE_FAILURE, 0.02, HOUR, HOUR.multipliedBy(48))
        .with(FaultKind.REBOOT, 0.7, SECOND.multipliedBy(20), SECOND.multipliedBy(180))
        .with(FaultKind.LINK_CUT, 0.2, SECOND.multipliedBy(10), HOUR.multipliedBy(8))
        .with(FaultKind.FLAPPING, 0.06, MINUTE.multipliedBy(3), HOUR)
        .with(FaultKind.HALF_OPEN, 0.04, MINUTE, HOUR.multipliedBy(4))
        .with(FaultKind.ASYMMETRIC_LOSS, 0.06, MINUTE.multipliedBy(10), HOUR.multipliedBy(4))
        .with(FaultKind.RAIN_FADE, 0.2, MINUTE.multipliedBy(8), HOUR.multipliedBy(2))
        .with(FaultKind.CONGESTION, 0.06, HOUR, HOUR.multipliedBy(4))
        .with(FaultKind.UPLINK_CUT, 1.5, SECOND.multipliedBy(15), HOUR.multipliedBy(2))
        .with(FaultKind.PROCESS_PAUSE, 3, SECOND, MINUTE.multipliedBy(30))
        .named("usual");
  }

  /** A third of the usual faults. */
  public static FaultProfile quiet() {
    return usual().times(1.0 / 3).named("quiet");
  }

  /** A month in which everything happens, much of it at once: five times the usual faults. */
  public static FaultProfile stormy() {
    return usual().times(5).named("stormy");
  }

  /**
   * With another frequency of one kind.
   *
   * @param perMonth the mean number in 30 days at one place; 0 for never
   * @param atLeast the shortest, at least a second
   * @param atMost the longest
   */
  public FaultProfile with(FaultKind kind, double perMonth, Duration atLeast, Duration atMost) {
    if (!(perMonth >= 0 && perMonth <= 10_000)) {
      throw new IllegalArgumentException(
          "fault profile: " + kind + " must be from 0 to 10,000 a month, was " + perMonth);
    }
    if (atLeast.compareTo(SECOND) < 0 || atMost.compareTo(atLeast) < 0) {
      throw new IllegalArgumentException(
          "fault profile: %s must last from 1 s or more to as much or more, was %s to %s"
              .formatted(kind, atLeast, atMost));
    }
    Map<FaultKind, Frequency> changed = new EnumMap<>(frequencies);
    changed.put(kind, new Frequency(perMonth, atLeast, atMost));
    return new FaultProfile(name, changed);
  }

  /** Without faults of one kind. */
  public FaultProfile without(FaultKind kind) {
    Map<FaultKind, Frequency> changed = new EnumMap<>(frequencies);
    changed.remove(kind);
    return new FaultProfile(name, changed);
  }

  /** All frequencies times a factor. */
  public FaultProfile times(double factor) {
    FaultProfile changed = this;
    for (Map.Entry<FaultKind, Frequency> entry : frequencies.entrySet()) {
      Frequency is = entry.getValue();
      changed = changed.with(entry.getKey(), is.perMonth() * factor, is.atLeast(), is.atMost());
    }
    return changed.named(name + " times " + factor);
  }

  /** With a name for reports. */
  public FaultProfile named(String name) {
    return new FaultProfile(name, frequencies);
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  Map<FaultKind, Frequency> frequencies() {
    return frequencies;
  }

  @Override
  public String toString() {
    return name + " " + frequencies;
  }
}
