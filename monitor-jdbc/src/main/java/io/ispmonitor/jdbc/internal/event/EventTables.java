package io.ispmonitor.jdbc.internal.event;

import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.jdbc.internal.lease.LeaseFence;
import java.util.List;

/** The tables of one database that events are kept in. */
public final class EventTables {
  final StateTable states;
  final AlertTable alerts;
  final LedgerTable ledger;
  final OutboxTable outbox;
  final LimitTable limits;
  final WindowTable windows;
  final LeaseFence fence;

  /** The tables of a database. */
  public EventTables(Database database) {
    this.states = new StateTable(database);
    this.alerts = new AlertTable(database);
    this.ledger = new LedgerTable(database);
    this.outbox = new OutboxTable(database);
    this.limits = new LimitTable(database);
    this.windows = new WindowTable(database);
    this.fence = new LeaseFence(database);
  }

  List<EventTable> all() {
    return List.of(states, alerts, ledger, outbox, limits, windows);
  }
}
