package io.ispmonitor.jdbc;

import io.ispmonitor.jdbc.database.OutageCause;
import io.ispmonitor.jdbc.internal.carry.FailureText;
import io.ispmonitor.jdbc.internal.event.EventPurge;
import io.ispmonitor.jdbc.internal.sample.SamplePurge;
import io.ispmonitor.time.Wakeup;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what is kept no longer: once an hour, and when asked to. */
final class Upkeep implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(JdbcStorage.class);
  private static final Duration FIRST = Duration.ofMinutes(5);
  private static final Duration EVERY = Duration.ofHours(1);
  private static final Duration CLOSE = Duration.ofSeconds(1);

  private final JdbcStorageBuilder how;
  private final SamplePurge samples;
  private final EventPurge events;
  private @Nullable Wakeup loop;
  private long due;

  Upkeep(JdbcStorageBuilder how, SamplePurge samples, EventPurge events) {
    this.how = how;
    this.samples = samples;
    this.events = events;
  }

  void start() {
    due = how.time.nanoTime() + FIRST.toNanos();
    loop = how.time.drive("ispmonitor-upkeep", this::turn, how.threads);
  }

  private long turn(long now) {
    if (due - now > 0) {
      return due;
    }
    due = now + EVERY.toNanos();
    Instant today = how.time.instant();
    try {
      purge(today.minus(how.keptSamples), today.minus(how.keptEvents));
    } catch (SQLException e) {
      log.warn(
          "STORE_UPKEEP_FAILED what is kept no longer was not removed, and is tried again in an"
              + " hour: {}: {}",
          OutageCause.of(e).advice(),
          FailureText.of(e));
    }
    return due;
  }

  void purge(Instant samplesBefore, Instant eventsBefore) throws SQLException {
    int parts = samples.purge(samplesBefore);
    long rows = events.purge(eventsBefore);
    if (parts + rows > 0) {
      log.info(
          "STORE_PURGED {} parts with samples from before {}, {} rows of events from before {}",
          parts,
          samplesBefore,
          rows,
          eventsBefore);
    }
  }

  @Override
  public void close() {
    Wakeup running = loop;
    if (running == null) {
      return;
    }
    running.close();
    try {
      if (!running.awaitEnd(CLOSE)) {
        log.info("STORE_UPKEEP_LEFT the database is still removing what is kept no longer");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
