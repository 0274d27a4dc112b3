package io.ispmonitor.icmp;

import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;

/**
 * Logs the same kind of trouble once a minute, with the number of times it was left out. Used by
 * one thread.
 */
final class RateLimitedLog {
  private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int MOST_KINDS = 100;

  private final Logger log;
  private final TimeSource time;
  private final Map<String, Line> lines = new HashMap<>();

  RateLimitedLog(Logger log, TimeSource time) {
    this.log = log;
    this.time = time;
  }

  /** Warns, unless this kind of trouble was told less than a minute ago. */
  void warn(String kind, String message) {
    long now = time.nanoTime();
    Line line = lines.get(kind);
    if (line != null && now - line.toldNanos < QUIET_NANOS) {
      line.leftOut++;
      return;
    }
    if (line == null && lines.size() >= MOST_KINDS) {
      lines.clear();
    }
    if (line != null && line.leftOut > 0) {
      log.warn("{} ({} more like this since the last line)", message, line.leftOut);
    } else {
      log.warn("{}", message);
    }
    lines.put(kind, new Line(now));
  }

  private static final class Line {
    final long toldNanos;
    long leftOut;

    Line(long toldNanos) {
      this.toldNanos = toldNanos;
    }
  }
}
