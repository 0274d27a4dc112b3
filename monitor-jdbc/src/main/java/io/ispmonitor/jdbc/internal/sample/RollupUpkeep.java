package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.jdbc.internal.sql.Failures;
import io.ispmonitor.time.TimeSource;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rolls up the days that are due, and removes roll-ups that are too old. To be called from time to
 * time, before samples that are too old are removed. One thread at a time; {@link #stop} from any.
 */
public final class RollupUpkeep {
  private static final Logger log = LoggerFactory.getLogger(RollupUpkeep.class);

  /** So long after its end the last samples of a day should be there. */
  private static final Duration SETTLED = Duration.ofHours(1);

  private final RollupTables tables;
  private final Roller roller;
  private final Kept kept;
  private volatile boolean isStopped;

  /**
   * For how long things are kept.
   *
   * @param samples of which roll-ups are made
   * @param fine roll-ups of five minutes
   * @param hourly roll-ups of an hour
   */
  public record Kept(Duration samples, Duration fine, Duration hourly) {}

  private RollupUpkeep(RollupTables tables, Kept kept) {
    this.tables = tables;
    this.roller = new Roller(tables, () -> isStopped);
    this.kept = kept;
  }

  /** Of PostgreSQL. */
  public static RollupUpkeep inPostgres(Database database, TimeSource time, Kept kept) {
    return new RollupUpkeep(new PostgresRollups(database, time), kept);
  }

  /** Of the files of SQLite. */
  public static RollupUpkeep inSqlite(
      Database database, DayFiles days, MonthFiles months, Kept kept) {
    return new RollupUpkeep(new SqliteRollups(database, days, months), kept);
  }

  /**
   * Rolls up what is due, and removes what is too old.
   *
   * @return how many days were rolled up
   * @throws SQLException when a day was not, or something was not removed; all else was done,
   *     unless several days failed
   */
  public int turn(Instant now) throws SQLException {
    tables.forget(); // the database may be another one by now
    Failures failures = new Failures();
    AtomicInteger rolled = new AtomicInteger();
    for (long day : tables.due(day(now.minus(SETTLED)))) {
      failures.tryTo(() -> rolled.addAndGet(!isStopped && isWhole(day, now) && roll(day) ? 1 : 0));
    }
    failures.tryTo(() -> purge(now));
    failures.check();
    return rolled.get();
  }

  /** A day of which samples are gone has late ones at most, if it was rolled up before. */
  private boolean isWhole(long day, Instant now) throws SQLException {
    return day >= day(now.minus(kept.samples())) || !tables.hasRollups(day);
  }

  private boolean roll(long day) throws SQLException {
    long begun = System.nanoTime();
    boolean isRolled = roller.roll(day);
    log.info(
        "STORE_ROLLED_UP {} {} after {} ms",
        LocalDate.ofEpochDay(day),
        isRolled ? "is rolled up" : "is left for the next time",
        Duration.ofNanos(System.nanoTime() - begun).toMillis());
    return isRolled;
  }

  private void purge(Instant now) throws SQLException {
    int gone = tables.purge(day(now.minus(kept.fine())), day(now.minus(kept.hourly())));
    if (gone > 0) {
      log.info("STORE_PURGED {} parts with roll-ups", gone);
    }
  }

  private static long day(Instant at) {
    return SampleTimes.day(SampleTimes.hour(at));
  }

  /** Leaves what is still to be rolled up for later. */
  public void stop() {
    isStopped = true;
  }
}
