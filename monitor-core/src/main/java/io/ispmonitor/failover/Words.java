package io.ispmonitor.failover;

import io.ispmonitor.alert.CleanText;
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
    String line = message == null ? "" : of(message);
    return line.isEmpty() ? type : type + ": " + line;
  }

  private static @Nullable String message(Throwable thrown) {
    try {
      return thrown.getMessage();
    } catch (RuntimeException e) {
      return "its message could not be read: " + e.getClass().getName();
    }
  }

  /** What somebody said, in one line of what can be seen. */
  static String of(String text) {
    return CleanText.line(text, LONGEST);
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
