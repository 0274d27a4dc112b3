package io.ispmonitor.internal.loop;

import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;

/** Writes a warning at most once a minute for each subject, with the count of those left out. */
public final class RepeatedLog {
  private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int MOST_SUBJECTS = 1_000;

  /** Under which those are counted that find no room of their own. */
  private static final String ALL_OTHERS = "";

  private final Logger log;
  private final TimeSource time;
  private final LogDesk desk;
  private final Map<String, Written> bySubject = new HashMap<>();

  /** Writes to this logger by way of a desk. */
  public RepeatedLog(Logger log, TimeSource time, LogDesk desk) {
    this.log = log;
    this.time = time;
    this.desk = desk;
  }

  /** Logs at WARN, with the trace of the cause, unless this subject was logged within a minute. */
  public void warn(String subject, String format, Object first, Object second, Throwable cause) {
    long leftOut = due(subject);
    if (leftOut >= 0) {
      String shown = format + suffix(leftOut);
      desk.submit(() -> log.warn(shown, first, second, cause));
    }
  }

  /** Logs at WARN, unless this subject was logged within a minute. */
  public void warn(String subject, String format, Object first, Object second) {
    long leftOut = due(subject);
    if (leftOut >= 0) {
      String shown = format + suffix(leftOut);
      desk.submit(() -> log.warn(shown, first, second));
    }
  }

  private static String suffix(long leftOut) {
    return leftOut == 0 ? "" : " (and " + leftOut + " times before, not shown)";
  }

  /** How many were left out since the last one; negative when this one is left out too. */
  private synchronized long due(String subject) {
    long now = time.nanoTime();
    if (bySubject.size() >= MOST_SUBJECTS) {
      bySubject.values().removeIf(written -> now - written.atNanos >= QUIET_NANOS);
    }
    if (bySubject.size() >= MOST_SUBJECTS
        && !bySubject.containsKey(subject)
        && !subject.equals(ALL_OTHERS)) {
      return due(ALL_OTHERS);
    }
    Written written = bySubject.get(subject);
    if (written != null && now - written.atNanos < QUIET_NANOS) {
      written.leftOut++;
      return -1;
    }
    bySubject.put(subject, new Written(now));
    return written == null ? 0 : written.leftOut;
  }

  private static final class Written {
    final long atNanos;
    long leftOut;

    Written(long atNanos) {
      this.atNanos = atNanos;
    }
  }
}
