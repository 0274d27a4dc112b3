package io.ispmonitor.app.service;

import java.nio.file.Path;

/**
 * Files of a log, of which the oldest goes when the newest is full.
 *
 * @param directory where they are
 * @param count how many at most, 1 to 1,000
 * @param kilobytes how large each becomes, and one line more; 1 to 1,000,000
 */
public record LogFiles(Path directory, int count, int kilobytes) {
  private static final int MOST_FILES = 1_000;
  private static final int MOST_KILOBYTES = 1_000_000;

  /** Checks the bounds. */
  public LogFiles {
    check("--log-files", count, MOST_FILES);
    check("--log-kilobytes", kilobytes, MOST_KILOBYTES);
  }

  private static void check(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "%s must be from 1 to %,d, was %,d".formatted(option, most, value));
    }
  }

  /** The names, with {@code %g} for the number; 0 is the newest. */
  String pattern() {
    return directory.toString().replace("%", "%%") + "/isp-monitor.%g.log";
  }

  /** How large each becomes. */
  int bytes() {
    return kilobytes << 10;
  }
}
