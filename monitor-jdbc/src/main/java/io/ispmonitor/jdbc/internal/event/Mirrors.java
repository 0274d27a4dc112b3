package io.ispmonitor.jdbc.internal.event;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.DeviceLimit;
import io.ispmonitor.alert.InMemoryAlertLedger;
import io.ispmonitor.alert.InMemoryAlertStore;
import io.ispmonitor.alert.InMemoryLimitStore;
import io.ispmonitor.alert.InMemoryOutbox;
import io.ispmonitor.alert.LedgerEntry;
import io.ispmonitor.alert.OutboxEntry;
import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.jdbc.internal.checkpoint.CheckpointSink;
import io.ispmonitor.jdbc.internal.sql.Transactions.Work;
import io.ispmonitor.leadership.Fence;
import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.maintenance.InMemoryMaintenanceStore;
import io.ispmonitor.maintenance.ScheduledWindow;
import io.ispmonitor.reachability.InMemoryStateLog;
import io.ispmonitor.reachability.StateChange;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What is kept, as it stands, in memory: whoever asks for it waits for nobody. Made from the
 * database, or from what lies on local disk when that is away.
 */
public final class Mirrors {
  private static final int CHANGES = 20_000;
  private static final int DECISIONS = 10_000;
  private static final int ENDED = 500;
  private static final FencingToken ANY = new FencingToken("", 0);

  final InMemoryStateLog states = InMemoryStateLog.holding(CHANGES);
  final InMemoryAlertStore alerts = new InMemoryAlertStore(ENDED);
  final InMemoryAlertLedger ledger = new InMemoryAlertLedger(DECISIONS);
  final InMemoryOutbox outbox = new InMemoryOutbox();
  final InMemoryLimitStore limits = new InMemoryLimitStore();
  final InMemoryMaintenanceStore windows = InMemoryMaintenanceStore.create();

  private final EventFormat format = new EventFormat();
  private Fence fence = new Fence();

  /** Empty ones. */
  public Mirrors() {}

  /**
   * Reads what the database holds, all of it as of one moment.
   *
   * @param position asks how far the spool was carried, as of the same moment
   * @return that position
   */
  public long load(Database database, EventTables tables, Work<Long> position) throws SQLException {
    return database.read(
        "load",
        connection -> {
          new StateHistory(database).latest(connection).forEach(is -> states.append(is, ANY));
          tables.alerts.ended(connection, 11 * ENDED).forEach(alerts::put);
          tables.alerts.open(connection).forEach(alerts::put);
          tables.ledger.last(connection, DECISIONS).forEach(ledger::add);
          tables.outbox.all(connection).forEach(outbox::put);
          tables.limits.all(connection).forEach(limits::put);
          tables.windows.all(connection).forEach(windows::put);
          fence = tables.fence.look(connection);
          return position.on(connection);
        });
  }

  /**
   * Takes an event in that lies in the spool and may not be in the database yet; not one that the
   * database would refuse, since another instance has been in charge after it.
   */
  public void replay(int type, byte[] bytes) {
    if (type == TermRecord.TYPE) {
      return;
    }
    StoredEvent event = format.read(type, bytes);
    FencingToken token = event.token();
    if (token == null || fence.objectionTo(token).isEmpty()) {
      apply(event.body());
    }
  }

  /** Forgets the notices on their way: somebody else sends them. */
  public void forgetNotices() {
    outbox.all().forEach(one -> outbox.remove(one.channel(), one.notice().id()));
  }

  /** Gives what a checkpoint holds: all but decisions, of which only the newest matter. */
  void writeTo(CheckpointSink sink) throws IOException {
    for (StateChange change : states.latest()) {
      put(sink, new StateEvent(change, ANY));
    }
    List<Alert> ended = new ArrayList<>(alerts.since(Instant.MIN, Integer.MAX_VALUE));
    ended.removeIf(Alert::isOpen);
    Collections.reverse(ended);
    for (List<? extends Record> some :
        List.of(ended, alerts.open(), outbox.all(), limits.all(), List.copyOf(windows.all()))) {
      for (Record one : some) {
        put(sink, one);
      }
    }
  }

  private void put(CheckpointSink sink, Record body) throws IOException {
    EventFormat.Encoded event = format.write(body, null);
    sink.put(event.type, event.bytes);
  }

  private void apply(Record event) {
    if (event instanceof StateEvent state) {
      states.append(state.change(), ANY);
    } else if (event instanceof ProgressEvent progress) {
      states.note(progress.device(), progress.progress(), ANY);
    } else if (event instanceof Alert alert) {
      alerts.put(alert);
    } else if (event instanceof LedgerEntry entry) {
      ledger.add(entry);
    } else if (event instanceof OutboxEntry entry) {
      outbox.put(entry);
    } else if (event instanceof NoticeSettled settled) {
      outbox.remove(settled.channel(), settled.noticeId());
    } else if (event instanceof DeviceLimit limit) {
      limits.put(limit);
    } else if (event instanceof LimitRemoved removed) {
      limits.remove(removed.rule(), removed.device());
    } else if (event instanceof ScheduledWindow window) {
      windows.put(window);
    } else if (event instanceof WindowTriggered triggered) {
      windows.trigger(triggered.id(), triggered.at());
    } else if (event instanceof WindowRemoved removed) {
      windows.remove(removed.id());
    }
  }
}
