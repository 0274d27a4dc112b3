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
import io.ispmonitor.jdbc.internal.event.TermRecord;
import io.ispmonitor.jdbc.internal.spool.SpoolHealth;
import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.time.Wakeup;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stores of what happens, which share a spool and what is kept in memory. */
final class EventStores implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(JdbcStorage.class);
  private static final CarrierOptions OPTIONS =
      new CarrierOptions("events", 2_000, 8 << 20, Duration.ZERO);
  private static final Duration CHECKPOINT = Duration.ofMinutes(10);
  private static final Duration LOOK = Duration.ofSeconds(30);

  final SpoolLine line;
  final SpooledStateLog states;
  final SpooledAlertStore alerts;
  final SpooledLedger ledger;
  final SpooledOutbox outbox;
  final SpooledLimitStore limits;
  final SpooledMaintenance maintenance;
  private final EventLog events;
  private final Common common;
  private final Checkpoints checkpoints;
  private @Nullable Wakeup loop;
  private long checkpointDue;

  private EventStores(Common common, SpoolLine line, EventTables tables) throws IOException {
    this.common = common;
    this.line = line;
    CheckpointFile files =
        CheckpointFile.in(common.how().events().directory(), line.spool.writerId());
    Mirrors mirrors = restore(files, tables);
    boolean isObserving = common.how().isObserving();
    this.events = new EventLog(line.spool, line.carrier::wake, common.how().term(), isObserving);
    if (isObserving) {
      mirrors.forgetNotices();
    }
    if (common.how().term() != null) {
      events.beginsAfter(line.spool.acceptedThrough());
    }
    this.checkpoints = new Checkpoints(files, line.spool, events, mirrors);
    this.states = new SpooledStateLog(events, mirrors, common.history());
    this.alerts = new SpooledAlertStore(events, mirrors);
    this.ledger = new SpooledLedger(events, mirrors);
    this.outbox = new SpooledOutbox(events, mirrors, line.carrier::isSettled, line.carrier::urge);
    this.limits = new SpooledLimitStore(events, mirrors);
    this.maintenance = new SpooledMaintenance(events, mirrors);
  }

  /** How much was not stored, since the instance only observes. */
  long observed() {
    return events.observed();
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
      Loaded loaded = loadInTime(tables);
      Mirrors mirrors = loaded.mirrors();
      line.spool.replay(
          loaded.position(), record -> mirrors.replay(record.type(), record.payload()));
      return mirrors;
    } catch (SQLException e) {
      common.watch().failed(e);
      Optional<Checkpoint> newest = files.newest();
      FencingToken term = common.how().term();
      return term == null || isOfRun(newest, term) ? restoreFrom(newest) : nothing(term);
    }
  }

  /** What the database holds, and how far the spool was carried at that moment. */
  private record Loaded(Mirrors mirrors, long position) {}

  private Loaded load(EventTables tables) throws SQLException {
    common.tables().pass();
    Mirrors mirrors = new Mirrors();
    return new Loaded(mirrors, mirrors.load(common.database(), tables, line.carrier::position));
  }

  /** A database that hangs must not keep a program from starting. */
  private Loaded loadInTime(EventTables tables) throws SQLException {
    FutureTask<Loaded> load = new FutureTask<>(() -> load(tables));
    Thread thread = common.how().threads.newThread(load);
    thread.setName("ispmonitor-storage-load");
    thread.setDaemon(true);
    thread.start();
    try {
      return load.get(common.how().startLimit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new SQLTimeoutException(
          "what is kept was not read within %s at the start".formatted(common.how().startLimit), e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException failure) {
        throw failure;
      }
      if (e.getCause() instanceof RuntimeException wrong) {
        throw wrong;
      }
      throw new IllegalStateException("what is kept cannot be read", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLTimeoutException("the start was interrupted", e);
    }
  }

  private static boolean isOfRun(Optional<Checkpoint> newest, FencingToken term)
      throws IOException {
    return newest.isPresent() && TermRecord.isNextAfter(newest.get(), term);
  }

  /** What is known here is from before another instance was in charge: worse than nothing. */
  private static Mirrors nothing(FencingToken term) {
    log.error(
        "STORE_STARTED_INCOMPLETE the database cannot be read, and what lies on local disk is not"
            + " of the term before {}: states and alerts from before are missing until the next"
            + " start",
        term.number());
    return new Mirrors();
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
    checkpointDue = common.how().time.nanoTime();
    loop = common.how().time.drive("ispmonitor-checkpoint", this::turn, common.how().threads);
  }

  private long turn(long now) {
    if (now - checkpointDue >= 0 || isShortOfRoom()) {
      checkpointDue = now + CHECKPOINT.toNanos();
      checkpoints.write();
    }
    return now + LOOK.toNanos();
  }

  /** What is kept for a replay goes with the next checkpoints. */
  private boolean isShortOfRoom() {
    SpoolHealth is = line.spool.health();
    return is.error() != null || is.keptBytes() >= common.how().events().maxDiskBytes() / 4;
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
