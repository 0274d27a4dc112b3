package io.ispmonitor.jdbc;

import io.ispmonitor.alert.AlertLedger;
import io.ispmonitor.alert.AlertStore;
import io.ispmonitor.alert.LimitStore;
import io.ispmonitor.alert.Outbox;
import io.ispmonitor.jdbc.database.Schema;
import io.ispmonitor.jdbc.internal.carry.CallTimes;
import io.ispmonitor.jdbc.internal.carry.CarrierOptions;
import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.jdbc.internal.carry.DatabaseWatch;
import io.ispmonitor.jdbc.internal.checkpoint.Checkpoint;
import io.ispmonitor.jdbc.internal.checkpoint.CheckpointFile;
import io.ispmonitor.jdbc.internal.event.Checkpoints;
import io.ispmonitor.jdbc.internal.event.EventLog;
import io.ispmonitor.jdbc.internal.event.EventTables;
import io.ispmonitor.jdbc.internal.event.EventWriter;
import io.ispmonitor.jdbc.internal.event.Mirrors;
import io.ispmonitor.jdbc.internal.event.SpooledAlertStore;
import io.ispmonitor.jdbc.internal.event.SpooledLedger;
import io.ispmonitor.jdbc.internal.event.SpooledLimitStore;
import io.ispmonitor.jdbc.internal.event.SpooledMaintenance;
import io.ispmonitor.jdbc.internal.event.SpooledOutbox;
import io.ispmonitor.jdbc.internal.event.SpooledStateLog;
import io.ispmonitor.jdbc.internal.spool.Spool;
import io.ispmonitor.jdbc.internal.spool.SpoolOptions;
import io.ispmonitor.maintenance.MaintenanceStore;
import io.ispmonitor.reachability.StateLog;
import io.ispmonitor.time.Wakeup;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of a storage, put together. */
final class StorageParts implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(JdbcStorage.class);
  private static final int MOST_EVENTS = 2_000;
  private static final long MOST_EVENT_BYTES = 8L << 20;
  private static final Duration CHECKPOINT = Duration.ofMinutes(10);
  private static final Duration DRAIN = Duration.ofSeconds(1);

  private final JdbcStorageBuilder how;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final CallTimes times;
  private final Database database;
  private final Tables tables;
  private final DatabaseWatch watch;
  private final List<SpoolLine> lines = new ArrayList<>();
  private final SpoolLine eventLine;
  private final EventTables eventTables;
  private final Checkpoints checkpoints;
  private final SpooledStateLog states;
  private final SpooledAlertStore alerts;
  private final SpooledLedger ledger;
  private final SpooledOutbox outbox;
  private final SpooledLimitStore limits;
  private final SpooledMaintenance maintenance;
  private boolean isClosed;

  private StorageParts(JdbcStorageBuilder how) throws IOException {
    this.how = how;
    this.times = new CallTimes(how.time, how.slow);
    this.database = new Database(how.database, how.kind, how.names, how.limit, times);
    this.tables = new Tables(Schema.of(how.kind, how.names), how.database, how.isUpgraded);
    this.watch = keep(new DatabaseWatch(database, how.time, how.watched));
    how.listeners.forEach(watch::listen);
    this.eventTables = new EventTables(database);
    this.eventLine =
        line(
            new CarrierOptions("events", MOST_EVENTS, MOST_EVENT_BYTES, Duration.ZERO),
            how.events(),
            new EventWriter(eventTables));
    EventLog events = new EventLog(eventLine.spool, eventLine.carrier::wake);
    CheckpointFile files =
        CheckpointFile.in(how.directory.resolve("events"), eventLine.spool.writerId());
    Mirrors mirrors = restore(files);
    this.checkpoints = new Checkpoints(files, eventLine.spool, events, mirrors);
    Database history =
        how.history == null
            ? database
            : new Database(how.history, how.kind, how.names, how.limit, times);
    this.states = new SpooledStateLog(events, mirrors, history);
    this.alerts = new SpooledAlertStore(events, mirrors);
    this.ledger = new SpooledLedger(events, mirrors);
    this.outbox = new SpooledOutbox(events, mirrors);
    this.limits = new SpooledLimitStore(events, mirrors);
    this.maintenance = new SpooledMaintenance(events, mirrors);
  }

  static StorageParts open(JdbcStorageBuilder how) throws IOException {
    StorageParts parts = new StorageParts(how);
    parts.start();
    return parts;
  }

  private <T extends AutoCloseable> T keep(T part) {
    open.push(part);
    return part;
  }

  private SpoolLine line(
      CarrierOptions options, SpoolOptions spool, EventWriter writer) throws IOException {
    Spool opened = Spool.open(spool, how.time, how.threads, loss -> {});
    SpoolLine line =
        keep(new SpoolLine(options, opened, database, writer, tables, watch, how.time));
    lines.add(line);
    return line;
  }

  /** What is kept in memory, as it was when the program ended: from the database, or without it. */
  private Mirrors restore(CheckpointFile files) throws IOException {
    eventLine.spool.keepAfter(files.keepAfter());
    try {
      tables.pass();
      Mirrors mirrors = new Mirrors();
      long position = mirrors.load(database, eventTables, eventLine.carrier::position);
      eventLine.spool.replay(position, record -> mirrors.replay(record.type(), record.payload()));
      return mirrors;
    } catch (SQLException e) {
      watch.failed(e);
      return restoreFrom(files.newest());
    }
  }

  private Mirrors restoreFrom(Optional<Checkpoint> checkpoint) throws IOException {
    Mirrors mirrors = new Mirrors();
    long position = 0;
    if (checkpoint.isPresent()) {
      checkpoint.get().forEach(mirrors::replay);
      position = checkpoint.get().position();
    }
    boolean isWhole =
        eventLine
            .spool
            .replay(position, record -> mirrors.replay(record.type(), record.payload()))
            .isWhole();
    if (isWhole && (checkpoint.isPresent() || position > 0)) {
      log.warn(
          "STORE_STARTED_ALONE the database cannot be read; states, alerts and what else is kept are"
              + " as they lie on local disk");
    } else {
      log.error(
          "STORE_STARTED_EMPTY the database cannot be read, and not all of what is kept lies on local"
              + " disk: alerts and states from before may be missing until the next start");
    }
    return mirrors;
  }

  private void start() {
    Wakeup loop = how.time.drive("ispmonitor-checkpoint", this::checkpoint, how.threads);
    open.push(loop::close);
    watch.listen(
        outage -> {
          if (!outage.isOpen()) {
            lines.forEach(line -> line.carrier.databaseIsBack());
          }
        });
    watch.start(how.threads);
    lines.forEach(line -> line.carrier.start(how.threads));
  }

  private long checkpoint(long now) {
    checkpoints.write();
    return now + CHECKPOINT.toNanos();
  }

  StateLog states() {
    return states;
  }

  MaintenanceStore maintenance() {
    return maintenance;
  }

  AlertStore alerts() {
    return alerts;
  }

  AlertLedger ledger() {
    return ledger;
  }

  Outbox outbox() {
    return outbox;
  }

  LimitStore limits() {
    return limits;
  }

  DatabaseWatch watch() {
    return watch;
  }

  StorageStatus status() {
    List<StorageStatus.CallStatus> calls = new ArrayList<>();
    times
        .sums()
        .forEach(
            (name, sum) ->
                calls.add(
                    new StorageStatus.CallStatus(
                        name,
                        sum.count(),
                        sum.failed(),
                        sum.slow(),
                        sum.total(),
                        sum.longest())));
    return new StorageStatus(
        watch.present().orElse(null), lines.stream().map(SpoolLine::status).toList(), calls);
  }

  boolean flush(Duration atMost) throws InterruptedException {
    long until = System.nanoTime() + atMost.toNanos();
    boolean isEmpty = true;
    for (SpoolLine line : lines) {
      isEmpty &= line.drain(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
    }
    return isEmpty;
  }

  @Override
  public void close() {
    synchronized (this) {
      if (isClosed) {
        return;
      }
      isClosed = true;
    }
    if (watch.present().isEmpty()) {
      drain();
    }
    checkpoints.write();
    for (AutoCloseable part : open) {
      try {
        part.close();
      } catch (Exception e) {
        log.warn("STORE_CLOSE_FAILED a part of the storage could not be closed", e);
      }
    }
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
    return "storage in " + database + " by way of " + how.directory;
  }
}
