package io.ispmonitor.app.service;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Lets five records of a kind pass in a minute and counts the rest; the next that passes says how
 * many were left out. Records are of one kind when who says them, their level and their text but
 * for numbers are the same. Thread-safe.
 */
final class RepeatFilter implements Filter {
  static final int MOST_IN_A_PERIOD = 5;
  static final Duration PERIOD = Duration.ofMinutes(1);
  private static final int MOST_KINDS = 1_000;
  private static final int LONGEST_KIND = 200;

  private final Map<String, Seen> kinds =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
          return size() > MOST_KINDS;
        }
      };

  @Override
  public synchronized boolean isLoggable(LogRecord record) {
    Seen seen = kinds.computeIfAbsent(kind(record), kind -> new Seen(record.getInstant()));
    if (!record.getInstant().isBefore(seen.since.plus(PERIOD))) {
      long leftOut = seen.count - MOST_IN_A_PERIOD;
      if (leftOut > 0) {
        record.setMessage(
            "%s (%,d more like this since %s)".formatted(record.getMessage(), leftOut, seen.since));
      }
      seen.since = record.getInstant();
      seen.count = 0;
    }
    return ++seen.count <= MOST_IN_A_PERIOD;
  }

  private static String kind(LogRecord record) {
    String message = String.valueOf(record.getMessage());
    String text = message.substring(0, Math.min(message.length(), LONGEST_KIND));
    return record.getLoggerName() + record.getLevel() + text.replaceAll("[0-9]+", "#");
  }

  private static final class Seen {
    Instant since;
    long count;

    Seen(Instant since) {
      this.since = since;
    }
  }
}
