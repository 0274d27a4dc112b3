package io.ispmonitor.power;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How power is put in words. */
final class PowerWords {
  /** By its name: the offset of the same time is written Z. */
  static final ZoneId UTC = ZoneId.of("UTC");

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm z", Locale.ROOT);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm z", Locale.ROOT);
  private static final Duration NEAR = Duration.ofHours(20);
  private static final double STEADY = 0.05;

  private PowerWords() {}

  static String volts(double volts) {
    return String.format(Locale.ROOT, "%.1f V", volts);
  }

  /** A time, with its date where it is far from another one. */
  static String clock(Instant time, Instant near, ZoneId zone) {
    boolean isNear = Duration.between(time, near).abs().compareTo(NEAR) < 0;
    return (isNear ? CLOCK : DATE).format(time.atZone(zone));
  }

  static String age(Duration age) {
    long seconds = age.toSeconds();
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 7_200 ? seconds / 60 + " min" : seconds / 3_600 + " h";
  }

  /** {@code falling by 0.8 V an hour}. */
  static String slope(double voltsPerHour) {
    if (Math.abs(voltsPerHour) < STEADY) {
      return "steady";
    }
    return String.format(
        Locale.ROOT,
        "%s by %.1f V an hour",
        voltsPerHour < 0 ? "falling" : "rising",
        Math.abs(voltsPerHour));
  }
}
