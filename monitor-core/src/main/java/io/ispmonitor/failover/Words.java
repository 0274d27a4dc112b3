package io.ispmonitor.failover;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Puts into words what others said or how long it took, in one line and bounded. */
final class Words {
  private static final int LONGEST = 300;

  private Words() {}

  /** What was thrown, with its message. */
  static String of(Throwable thrown) {
    String type = thrown.getClass().getName();
    String message = message(thrown);
    return message == null || message.isBlank() ? type : type + ": " + of(message);
  }

  private static @Nullable String message(Throwable thrown) {
    try {
      return thrown.getMessage();
    } catch (RuntimeException e) {
      return "its message could not be read: " + e.getClass().getName();
    }
  }

  /** What somebody said, in one line. */
  static String of(String text) {
    String line = text.strip().replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + "...";
  }

  /** A time, in the unit that fits. */
  static String of(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 10_000) {
      return millis % 1_000 == 0 && millis > 0 ? millis / 1_000 + " s" : millis + " ms";
    }
    return duration.toMinutes() < 10 ? duration.toSeconds() + " s" : duration.toMinutes() + " min";
  }

  /** Nanoseconds, like that. */
  static String ofNanos(long nanos) {
    return of(Duration.ofNanos(nanos));
  }
}
