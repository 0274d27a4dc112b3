package io.ispmonitor.jdbc;

import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.database.Schema;
import io.ispmonitor.jdbc.internal.carry.CallTimes;
import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.jdbc.internal.carry.DatabaseWatch;
import io.ispmonitor.jdbc.internal.carry.HistorySource;
import io.ispmonitor.jdbc.internal.carry.LimitedReplica;
import io.ispmonitor.jdbc.internal.carry.ReplicaHealth;
import io.ispmonitor.jdbc.internal.event.EventPurge;
import io.ispmonitor.jdbc.internal.sql.SqliteSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of a storage, put together. */
final class StorageParts implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(JdbcStorage.class);
  private static final Duration DRAIN = Duration.ofSeconds(1);

  final DatabaseWatch watch;
  final EventStores events;
  final SampleStore samples;
  final StorageHealth health;
  private final Upkeep upkeep;
  private final JdbcStorageBuilder how;
  private final boolean isObserving;
  private final CallTimes times;

  /** Null when none is measured. */
  private @Nullable LimitedReplica replica;

  private final List<SpoolLine> lines = new ArrayList<>();
  private final AtomicBoolean isClosed = new AtomicBoolean();

  private StorageParts(JdbcStorageBuilder how) throws IOException {
    this.how = how;
    if (how.database instanceof SqliteSource files) {
      files.checkDriver();
    }
    this.times = new CallTimes(how.time, how.slow);
    this.health = new StorageHealth(this::status, this::observing, how.time);
    Database database = new Database(how.database, how.kind, how.names, how.limit, times);
    HistorySource history = history(database);
    this.watch = new DatabaseWatch(database, how.time, how.watched, how.limit, how.threads);
    how.listeners.forEach(watch::listen);
    this.isObserving = how.isObserving();
    Tables tables =
        new Tables(Schema.of(how.kind, how.names), how.database, how.isUpgraded && !isObserving);
    Common common = new Common(how, database, history, tables, watch);
    this.events = EventStores.open(common);
    try {
      this.samples = SampleStore.open(common);
    } catch (IOException | RuntimeException | Error e) {
      events.close();
      throw e;
    }
    this.upkeep = new Upkeep(how, samples, new EventPurge(database));
    lines.add(events.line);
    lines.addAll(samples.lines());
  }

  private HistorySource history(Database primary) {
    DataSource given = how.history;
    if (given == null) {
      return primary;
    }
    Database replica = new Database(given, how.kind, how.names, how.limit, times);
    Duration most = how.mostBehind;
    if (most == null) {
      return replica;
    }
    LimitedReplica limited = new LimitedReplica(replica, primary, most, how.time);
    this.replica = limited;
    return limited;
  }

  static StorageParts open(JdbcStorageBuilder how) throws IOException {
    StorageParts parts = new StorageParts(how);
    parts.start();
    return parts;
  }

  private void start() {
    watch.whenAnswered(() -> lines.forEach(line -> line.carrier.databaseIsBack()));
    watch.start();
    events.start();
    samples.start();
    if (isObserving) {
      log.warn("STORE_OBSERVES {} stores nothing: this instance only observes", this);
    } else if (how.isKeptUp) {
      upkeep.start();
    }
    LimitedReplica measured = replica;
    if (measured != null && !isObserving) {
      measured.start(events.line.spool.writerId(), how.threads);
    }
  }

  StorageStatus status() {
    List<StorageStatus.CallStatus> calls = new ArrayList<>();
    times
        .sums()
        .forEach(
            (name, is) ->
                calls.add(
                    new StorageStatus.CallStatus(
                        name, is.count(), is.failed(), is.slow(), is.total(), is.longest())));
    return new StorageStatus(
        watch.present().orElse(null),
        lines.stream().map(SpoolLine::status).toList(),
        calls,
        replicaStatus(),
        upkeep.status());
  }

  private StorageStatus.@Nullable ReplicaStatus replicaStatus() {
    LimitedReplica measured = replica;
    if (measured == null) {
      return null;
    }
    ReplicaHealth is = measured.health();
    return new StorageStatus.ReplicaStatus(is.behind(), is.fallbacks(), is.since(), is.trouble());
  }

  private Optional<String> observing() {
    return isObserving
        ? Optional.of(
            "only observes: %d alerts, decisions and notices are not stored"
                .formatted(events.observed()))
        : Optional.empty();
  }

  /** Puts tables in order, for a host that asks for it. */
  Upkeep upkeep() {
    if (isObserving) {
      throw new IllegalStateException(
          this + ": this instance only observes; have the one in charge put the tables in order");
    }
    return upkeep;
  }

  boolean flush(Duration atMost) throws InterruptedException {
    long until = System.nanoTime() + atMost.toNanos();
    samples.flush();
    boolean isEmpty = true;
    for (SpoolLine line : lines) {
      isEmpty &= line.drain(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
    }
    return isEmpty;
  }

  /** Copies the files of SQLite into a directory that is not there yet. */
  void backup(Path into) throws IOException, SQLException {
    if (how.kind != DatabaseKind.SQLITE) {
      throw new IllegalStateException(
          "%s: a database of PostgreSQL is backed up by its own means; use pg_dump"
              .formatted(this));
    }
    samples.backup().copy(into);
  }

  @Override
  public void close() {
    if (!isClosed.compareAndSet(false, true)) {
      return;
    }
    if (watch.present().isEmpty()) {
      drain();
    }
    lines.forEach(line -> line.carrier.stop()); // so that all end at the same time
    upkeep.close();
    LimitedReplica measured = replica;
    if (measured != null) {
      measured.close();
    }
    watch.close();
    samples.close();
    events.close();
  }

  private void drain() {
    try {
      if (!flush(DRAIN)) {
        log.info("STORE_LEFT not all was carried over in time; the rest waits for the next start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return "storage in %s tables %s by way of %s".formatted(how.kind, how.names, how.directory);
  }
}
