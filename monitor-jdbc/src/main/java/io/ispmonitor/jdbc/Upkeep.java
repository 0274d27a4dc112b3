package io.ispmonitor.jdbc;

import io.ispmonitor.jdbc.database.OutageCause;
import io.ispmonitor.jdbc.internal.carry.FailureText;
import io.ispmonitor.jdbc.internal.carry.Loops;
import io.ispmonitor.jdbc.internal.event.EventPurge;
import io.ispmonitor.jdbc.internal.sample.Compaction;
import io.ispmonitor.jdbc.internal.sample.RollupUpkeep;
import io.ispmonitor.jdbc.internal.sample.SamplePurge;
import io.ispmonitor.jdbc.internal.sql.Failures;
import io.ispmonitor.time.Wakeup;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the tables in order: every five minutes it compacts hours and rolls up days that are over,
 * and removes what is kept no longer; and so it does when asked to. One at a time.
 */
final class Upkeep implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(JdbcStorage.class);
  private static final Duration EVERY = Duration.ofMinutes(5);

  private final JdbcStorageBuilder how;
  private final SampleStore store;
  private final Compaction compaction;
  private final RollupUpkeep rollups;
  private final SamplePurge samples;
  private final EventPurge events;

  /** How long after its end an hour is compacted; most of its samples are there by then. */
  private final Duration settled;

  private @Nullable Wakeup loop;
  private long due;
  private volatile StorageStatus.UpkeepStatus status;

  Upkeep(JdbcStorageBuilder how, SampleStore store, EventPurge events) {
    this.how = how;
    this.store = store;
    this.compaction = store.compaction();
    this.rollups = store.rollupUpkeep();
    this.samples = store.purge();
    this.events = events;
    this.settled = how.gathered.plus(EVERY);
    this.status = new StorageStatus.UpkeepStatus(how.time.instant(), null);
  }

  StorageStatus.UpkeepStatus status() {
    return status;
  }

  void start() {
    due = how.time.nanoTime() + EVERY.toNanos();
    loop = how.time.drive("ispmonitor-upkeep", this::turn, how.threads);
  }

  private long turn(long now) {
    if (due - now > 0) {
      return due;
    }
    due = now + EVERY.toNanos();
    boolean isAllThere = store.oldestWaiting().compareTo(settled) <= 0;
    try {
      run(isAllThere);
    } catch (SQLException e) {
      log.warn(
          "STORE_UPKEEP_FAILED hours that are over were not compacted, days not rolled up, or what"
              + " is kept no longer was not removed; it is tried again in {} min: {}: {}",
          EVERY.toMinutes(),
          OutageCause.of(e).advice(),
          FailureText.of(e));
    }
    return due;
  }

  /**
   * Does what is due. What fails keeps nothing else from being done: the disk must not fill because
   * a day cannot be rolled up.
   *
   * @param isAllThere whether hours may be compacted; it is in vain while samples of them wait
   */
  synchronized void run(boolean isAllThere) throws SQLException {
    try {
      int putOff = tryAll(isAllThere);
      if (putOff > 0) {
        notDone("the table of readings is in use; %d hours were not compacted".formatted(putOff));
      } else if (isAllThere) {
        status = new StorageStatus.UpkeepStatus(how.time.instant(), null);
      } else {
        notDone("samples wait to be carried over, so no hour was compacted");
      }
    } catch (SQLException e) {
      notDone(FailureText.of(e));
      throw e;
    }
  }

  private void notDone(String why) {
    status = new StorageStatus.UpkeepStatus(status.doneAt(), why);
  }

  /** Returns how many hours were put off. */
  private int tryAll(boolean isAllThere) throws SQLException {
    Failures failures = new Failures();
    AtomicInteger putOff = new AtomicInteger();
    if (isAllThere) {
      failures.tryTo(() -> putOff.set(compact()));
    }
    failures.tryTo(() -> rollups.turn(how.time.instant()));
    failures.tryTo(this::removeOld);
    failures.check();
    return putOff.get();
  }

  /** Returns how many hours were put off. */
  private int compact() throws SQLException {
    long began = how.time.nanoTime();
    Compaction.Result result = compaction.compact(how.time.instant().minus(settled));
    if (result.compacted() + result.putOff() > 0) {
      log.info(
          "STORE_COMPACTED {} hours in {} ms, {} put off",
          result.compacted(),
          Duration.ofNanos(how.time.nanoTime() - began).toMillis(),
          result.putOff());
    }
    return result.putOff();
  }

  private void removeOld() throws SQLException {
    Instant today = how.time.instant();
    purge(today.minus(how.keptSamples), today.minus(how.keptEvents));
  }

  synchronized void purge(Instant samplesBefore, Instant eventsBefore) throws SQLException {
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
    rollups.stop();
    if (!Loops.end(loop)) {
      log.info("STORE_UPKEEP_LEFT the database is still putting its tables in order");
    }
  }
}
