package io.ispmonitor.jdbc;

import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.internal.carry.BatchWriter;
import io.ispmonitor.jdbc.internal.carry.CarrierOptions;
import io.ispmonitor.jdbc.internal.sample.CompactedSeries;
import io.ispmonitor.jdbc.internal.sample.Compaction;
import io.ispmonitor.jdbc.internal.sample.DayFiles;
import io.ispmonitor.jdbc.internal.sample.FileBackup;
import io.ispmonitor.jdbc.internal.sample.JdbcMetricStore;
import io.ispmonitor.jdbc.internal.sample.MonthFiles;
import io.ispmonitor.jdbc.internal.sample.RollupHistory;
import io.ispmonitor.jdbc.internal.sample.RollupUpkeep;
import io.ispmonitor.jdbc.internal.sample.SampleHistory;
import io.ispmonitor.jdbc.internal.sample.SamplePurge;
import io.ispmonitor.jdbc.internal.sample.SampleWriter;
import io.ispmonitor.jdbc.internal.spool.Spool;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The store of samples, with a spool for polls and one for pings. */
final class SampleStore implements AutoCloseable {
  private static final int MOST_POLLS = 10_000;
  private static final int MOST_PINGS = 100_000;
  private static final long MOST_POLL_BYTES = 16L << 20;
  private static final long MOST_PING_BYTES = 32L << 20;
  private static final Duration POLLS_GATHERED = Duration.ofSeconds(5);

  final JdbcMetricStore store;
  private final Common common;
  final RollupHistory rollups;
  final CompactedSeries series;
  private final DayFiles files;
  private final MonthFiles months;
  private final SpoolLine polls;
  private final SpoolLine pings;

  private SampleStore(Common common) throws IOException {
    JdbcStorageBuilder how = common.how();
    this.common = common;
    this.files = DayFiles.in(how.directory, how.time);
    this.months = MonthFiles.in(how.directory);
    this.polls =
        common.line(
            new CarrierOptions("polls", MOST_POLLS, MOST_POLL_BYTES, POLLS_GATHERED),
            how.samples("polls", 5),
            spool -> writer(spool, "polls"));
    try {
      this.pings =
          common.line(
              new CarrierOptions("pings", MOST_PINGS, MOST_PING_BYTES, how.gathered),
              how.samples("pings", 2),
              spool -> writer(spool, "pings"));
    } catch (IOException | RuntimeException | Error e) {
      polls.close();
      throw e;
    }
    SampleHistory history =
        isSqlite()
            ? SampleHistory.inSqlite(common.history(), files)
            : SampleHistory.inPostgres(common.history());
    this.store =
        JdbcMetricStore.open(polls.spool, pings.spool, history, this::wake, how.time, how.threads);
    this.series = new CompactedSeries(common.history());
    this.rollups =
        isSqlite()
            ? RollupHistory.inSqlite(
                common.history(), files, months, history, how.keptSamples, how.time)
            : RollupHistory.inPostgres(common.history(), history, how.keptSamples, how.time);
  }

  static SampleStore open(Common common) throws IOException {
    return new SampleStore(common);
  }

  private boolean isSqlite() {
    return common.how().kind == DatabaseKind.SQLITE;
  }

  private BatchWriter writer(Spool spool, String name) {
    return isSqlite()
        ? SampleWriter.toSqlite(files, spool.writerId(), name)
        : SampleWriter.toPostgres(common.how().time);
  }

  private void wake() {
    polls.carrier.wake();
    pings.carrier.wake();
  }

  /** Removes samples that are too old. */
  SamplePurge purge() {
    return isSqlite()
        ? SamplePurge.inSqlite(common.database(), files)
        : SamplePurge.inPostgres(common.database());
  }

  /** Copies the files of SQLite. */
  FileBackup backup() {
    JdbcStorageBuilder how = common.how();
    return new FileBackup(how.database, how.names, files, months);
  }

  /** Rolls days up. */
  RollupUpkeep rollupUpkeep() {
    JdbcStorageBuilder how = common.how();
    RollupUpkeep.Kept kept = new RollupUpkeep.Kept(how.keptSamples, how.keptFine, how.keptHourly);
    return isSqlite()
        ? RollupUpkeep.inSqlite(common.database(), files, months, kept)
        : RollupUpkeep.inPostgres(common.database(), how.time, kept);
  }

  /** Compacts hours that are over. */
  Compaction compaction() {
    return isSqlite()
        ? Compaction.inSqlite(common.database(), files)
        : Compaction.inPostgres(common.database(), common.how().time);
  }

  /** For how long the oldest samples have waited that are not in the database yet. */
  Duration oldestWaiting() {
    Duration polled = polls.status().oldest();
    Duration pinged = pings.status().oldest();
    return polled.compareTo(pinged) > 0 ? polled : pinged;
  }

  List<SpoolLine> lines() {
    return List.of(polls, pings);
  }

  void start() {
    lines().forEach(line -> line.carrier.start(common.how().threads));
  }

  /** Brings what is gathered in memory to the spools. */
  void flush() {
    store.flush();
  }

  @Override
  public void close() {
    store.close();
    lines().forEach(SpoolLine::close);
    files.close();
    months.close();
  }
}
