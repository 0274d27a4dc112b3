package io.ispmonitor.jdbc.internal.spool;

import io.ispmonitor.jdbc.internal.spool.SpoolHealth.Failure;
import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the disk refuses at present; logged when it begins, changes and ends. One thread at a time.
 */
final class Trouble {
  private static final Logger log = LoggerFactory.getLogger(Spool.class);
  private static final long FIRST_PAUSE = Duration.ofMillis(100).toNanos();
  private static final long LONGEST_PAUSE = Duration.ofSeconds(10).toNanos();

  private final Of of;
  private final Path directory;
  private final TimeSource time;
  private volatile @Nullable Failure failure;
  private long pause;

  /** What it is that the disk refuses. */
  enum Of {
    WRITING(
        "SPOOL_FAILED",
        "what comes waits in memory, and it is tried again",
        "SPOOL_WORKS",
        "writes"),
    READING(
        "SPOOL_READ_FAILED",
        "what waits for the database stays, and it is tried again",
        "SPOOL_READS",
        "hands out");

    private final String beginning;
    private final String meaning;
    private final String end;
    private final String works;

    Of(String beginning, String meaning, String end, String works) {
      this.beginning = beginning;
      this.meaning = meaning;
      this.end = end;
      this.works = works;
    }
  }

  Trouble(Of of, Path directory, TimeSource time) {
    this.of = of;
    this.directory = directory;
    this.time = time;
  }

  @Nullable Failure failure() {
    return failure;
  }

  boolean isThere() {
    return failure != null;
  }

  /** What it is, for a message; "none" when there is none. */
  String text() {
    Failure now = failure;
    return now == null ? "none" : now.what() + " since " + now.since();
  }

  /** Notes a failure; returns in how many nanoseconds to try again. */
  long failed(IOException e) {
    Failure before = failure;
    String what = sentence(e);
    failure =
        before == null
            ? new Failure(what, time.instant(), 1)
            : new Failure(what, before.since(), before.times() + 1);
    if (before == null || !before.what().equals(what)) {
      log.error("{} spool {}: {}; {}", of.beginning, directory, what, of.meaning, e);
    }
    pause = before == null ? FIRST_PAUSE : Math.min(LONGEST_PAUSE, 2 * pause);
    return pause;
  }

  /** The disk took something. */
  void works() {
    Failure before = failure;
    if (before != null) {
      failure = null;
      log.info(
          "{} spool {}: it {} again after {}, {} attempts failed: {}",
          of.end,
          directory,
          of.works,
          Duration.between(before.since(), time.instant()),
          before.times(),
          before.what());
    }
  }

  private static String sentence(IOException e) {
    String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return e instanceof FileSystemException ? e.getClass().getSimpleName() + " " + said : said;
  }
}
