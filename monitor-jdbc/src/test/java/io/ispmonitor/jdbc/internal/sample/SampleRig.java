package io.ispmonitor.jdbc.internal.sample;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.database.Schema;
import io.ispmonitor.jdbc.database.TableNames;
import io.ispmonitor.jdbc.internal.carry.CallTimes;
import io.ispmonitor.jdbc.internal.carry.Carrier;
import io.ispmonitor.jdbc.internal.carry.CarrierOptions;
import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.jdbc.internal.carry.Reports;
import io.ispmonitor.jdbc.internal.spool.FsyncPolicy;
import io.ispmonitor.jdbc.internal.spool.Spool;
import io.ispmonitor.jdbc.internal.spool.SpoolOptions;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.Sample;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.SeriesRegistry;
import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** A store of samples with all that belongs to it, as a host would put it together. */
final class SampleRig implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final TimeSource TIME = TimeSource.system();

  private final SeriesRegistry registry = new SeriesRegistry();
  private final Spool polls;
  private final Spool pings;
  private final DayFiles files;
  private final Carrier pollCarrier;
  private final Carrier pingCarrier;
  private final JdbcMetricStore store;
  private final Compaction compaction;

  /** Tables are made in the database; spools and files of a day lie in the directory. */
  SampleRig(DatabaseKind kind, DataSource source, Path directory) {
    this(kind, source, source, directory);
  }

  SampleRig(DatabaseKind kind, DataSource owner, DataSource source, Path directory) {
    this(kind, owner, source, directory, options -> options);
  }

  SampleRig(
      DatabaseKind kind,
      DataSource owner,
      DataSource source,
      Path directory,
      UnaryOperator<SpoolOptions> change) {
    TableNames names = TableNames.usual();
    Schema.of(kind, names).upgrade(owner);
    Duration limit = Duration.ofSeconds(20);
    Database database =
        new Database(source, kind, names, limit, new CallTimes(TIME, Duration.ofSeconds(5)));
    polls = spool(change, directory.resolve("polls"));
    pings = spool(change, directory.resolve("pings"));
    files = DayFiles.in(directory.getParent() == null ? directory : directory.getParent(), TIME);
    boolean isSqlite = kind == DatabaseKind.SQLITE;
    SampleHistory history =
        isSqlite ? SampleHistory.inSqlite(database, files) : SampleHistory.inPostgres(database);
    compaction =
        isSqlite ? Compaction.inSqlite(database, files) : Compaction.inPostgres(database, TIME);
    pollCarrier = carrier("polls", polls, database, isSqlite);
    pingCarrier = carrier("pings", pings, database, isSqlite);
    store = JdbcMetricStore.open(polls, pings, history, this::wake, TIME, Thread::new);
    pollCarrier.start(Thread::new);
    pingCarrier.start(Thread::new);
  }

  private void wake() {
    pollCarrier.wake();
    pingCarrier.wake();
  }

  private Carrier carrier(String name, Spool spool, Database database, boolean isSqlite) {
    SampleWriter writer =
        isSqlite
            ? SampleWriter.toSqlite(files, spool.writerId(), name)
            : SampleWriter.toPostgres(TIME);
    return new Carrier(
        new CarrierOptions(name, 100_000, 32 << 20, Duration.ofMinutes(3)),
        spool,
        database,
        writer,
        () -> {},
        new Nobody(),
        TIME,
        new Random(1));
  }

  private static Spool spool(UnaryOperator<SpoolOptions> change, Path directory) {
    try {
      SpoolOptions options =
          SpoolOptions.in(directory).fsync(FsyncPolicy.every(Duration.ofMillis(20)));
      return Spool.open(change.apply(options), TIME, Thread::new, loss -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Nobody implements Reports {
    @Override
    public void answered() {}

    @Override
    public void failed(SQLException failure) {}
  }

  JdbcMetricStore store() {
    return store;
  }

  Carrier pingCarrier() {
    return pingCarrier;
  }

  Spool pings() {
    return pings;
  }

  long append(String device, Instant at, Readings readings) {
    return store.append(
        new SampleBatch(registry.block(device, readings.layout()), EpochNanos.of(at), readings));
  }

  /** Waits until all that was appended is in the database. */
  void settle() {
    JdbcMetricStore.SpoolPositions positions = store.flush();
    awaitCarried(pollCarrier, positions.polls());
    awaitCarried(pingCarrier, positions.pings());
  }

  /** Also what an earlier store left. */
  private static void awaitCarried(Carrier carrier, long position) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!carrier.awaitCarried(position, Duration.ofMillis(200))
          || !carrier.awaitEmpty(Duration.ofMillis(200))) {
        assertTrue(System.nanoTime() < until, () -> "not carried: " + carrier.health());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Compacts every hour that is over. */
  Compaction.Result compact() {
    return compact(Instant.now());
  }

  Compaction.Result compact(Instant endedBy) {
    try {
      return compaction.compact(endedBy);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  List<Sample> read(SeriesKey series, Instant from, Instant to) {
    return ((MetricStore) store).read(series, from, to);
  }

  List<Double> values(String device, String metric) {
    return read(SeriesKey.of(device, metric), Instant.MIN, Instant.MAX).stream()
        .map(Sample::value)
        .toList();
  }

  int openFiles() {
    return files.open();
  }

  @Override
  public void close() {
    store.close();
    pollCarrier.close();
    pingCarrier.close();
    polls.close();
    pings.close();
    files.close();
  }
}
