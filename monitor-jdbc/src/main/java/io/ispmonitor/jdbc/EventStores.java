package io.ispmonitor.jdbc;

import io.ispmonitor.jdbc.internal.carry.CarrierOptions;
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
import io.ispmonitor.time.Wakeup;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stores of what happens, which share a spool and what is kept in memory. */
final class EventStores implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(JdbcStorage.class);
  private static final CarrierOptions OPTIONS =
      new CarrierOptions("events", 2_000, 8 << 20, Duration.ZERO);
  private static final Duration CHECKPOINT = Duration.ofMinutes(10);

  final SpoolLine line;
  final SpooledStateLog states;
  final SpooledAlertStore alerts;
  final SpooledLedger ledger;
  final SpooledOutbox outbox;
  final SpooledLimitStore limits;
  final SpooledMaintenance maintenance;
  private final Common common;
  private final Checkpoints checkpoints;
  private @Nullable Wakeup loop;

  private EventStores(Common common, SpoolLine line, EventTables tables) throws IOException {
    this.common = common;
    this.line = line;
    CheckpointFile files =
        CheckpointFile.in(common.how().events().directory(), line.spool.writerId());
    Mirrors mirrors = restore(files, tables);
    EventLog events = new EventLog(line.spool, line.carrier::wake);
    this.checkpoints = new Checkpoints(files, line.spool, events, mirrors);
    this.states = new SpooledStateLog(events, mirrors, common.history());
    this.alerts = new SpooledAlertStore(events, mirrors);
    this.ledger = new SpooledLedger(events, mirrors);
    this.outbox = new SpooledOutbox(events, mirrors);
    this.limits = new SpooledLimitStore(events, mirrors);
    this.maintenance = new SpooledMaintenance(events, mirrors);
  }

  /** Opens the spool and finds out how everything stood. */
  static EventStores open(Common common) throws IOException {
    EventTables tables = new EventTables(common.database());
    SpoolLine line = common.line(OPTIONS, common.how().events(), spool -> new EventWriter(tables));
    try {
      return new EventStores(common, line, tables);
    } catch (IOException | RuntimeException | Error e) {
      line.close();
      throw e;
    }
  }

  /** What is kept in memory, as it was when the program ended: from the database, or without it. */
  private Mirrors restore(CheckpointFile files, EventTables tables) throws IOException {
    line.spool.keepAfter(files.keepAfter());
    try {
      common.tables().pass();
      Mirrors mirrors = new Mirrors();
      long position = mirrors.load(common.database(), tables, line.carrier::position);
      line.spool.replay(position, record -> mirrors.replay(record.type(), record.payload()));
      return mirrors;
    } catch (SQLException e) {
      common.watch().failed(e);
      return restoreFrom(files.newest());
    }
  }

  private Mirrors restoreFrom(Optional<Checkpoint> checkpoint) throws IOException {
    Mirrors mirrors = new Mirrors();
    if (checkpoint.isPresent()) {
      checkpoint.get().forEach(mirrors::replay);
    }
    long position = checkpoint.map(Checkpoint::position).orElse(0L);
    boolean isWhole =
        line.spool
            .replay(position, record -> mirrors.replay(record.type(), record.payload()))
            .isWhole();
    if (isWhole) {
      log.warn(
          "STORE_STARTED_ALONE the database cannot be read: states, alerts and what else is kept"
              + " are as they lie on local disk");
    } else {
      log.error(
          "STORE_STARTED_INCOMPLETE the database cannot be read, and not all that is kept lies on"
              + " local disk: states and alerts from before may be missing until the next start");
    }
    return mirrors;
  }

  void start() {
    line.carrier.start(common.how().threads);
    loop = common.how().time.drive("ispmonitor-checkpoint", this::turn, common.how().threads);
  }

  private long turn(long now) {
    checkpoints.write();
    return now + CHECKPOINT.toNanos();
  }

  @Override
  public void close() {
    Wakeup running = loop;
    if (running != null) {
      running.close();
      checkpoints.write();
    }
    line.close();
  }
}
