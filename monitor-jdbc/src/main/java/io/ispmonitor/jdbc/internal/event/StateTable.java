package io.ispmonitor.jdbc.internal.event;

import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.jdbc.internal.carry.StoredName;
import io.ispmonitor.jdbc.internal.document.Documents;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.StateChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Changes of state, and of each device the last. */
final class StateTable implements EventTable {
  private final Database database;
  private final Documents documents = new Documents();
  private final String deviceId;

  StateTable(Database database) {
    this.database = database;
    this.deviceId = "(select id from %s where name = ?)".formatted(database.table("device"));
  }

  @Override
  public boolean takes(EventType type) {
    return type == EventType.STATE || type == EventType.PROGRESS;
  }

  @Override
  public void write(Connection connection, List<Record> events) throws SQLException {
    Map<String, Latest> latest = new LinkedHashMap<>();
    for (Record event : events) {
      if (event instanceof StateEvent state) {
        latest
            .computeIfAbsent(state.change().device(), any -> new Latest())
            .changed(state.change());
      } else if (event instanceof ProgressEvent noted) {
        latest.computeIfAbsent(noted.device(), any -> new Latest()).noted(noted.progress());
      }
    }
    addDevices(connection, latest);
    addChanges(connection, events);
    put(connection, latest);
    note(connection, latest);
    remove(connection, latest);
  }

  /**
   * In the order of their names, so that programs that add the same ones do not block each other.
   */
  private void addDevices(Connection connection, Map<String, Latest> latest) throws SQLException {
    TreeSet<String> names = new TreeSet<>();
    latest.forEach(
        (device, is) -> {
          if (is.change != null) {
            names.add(StoredName.of(device));
          }
        });
    String sql =
        "insert into %1$s (name) select ? where not exists (select 1 from %1$s where name = ?) on conflict (name) do nothing"
            .formatted(database.table("device"));
    try (Parameters rows = new Parameters(database.dialect(), connection, sql)) {
      for (String name : names) {
        rows.text(name).text(name).row();
      }
      rows.flush();
    }
  }

  private void addChanges(Connection connection, List<Record> events) throws SQLException {
    String sql =
        """
        insert into %s (device_id, at, from_state, to_state, outage, document)
        values (%s, ?, ?, ?, ?, %s)
        """
            .formatted(database.table("state_change"), deviceId, database.dialect().json());
    try (Parameters rows = new Parameters(database.dialect(), connection, sql)) {
      for (Record event : events) {
        if (event instanceof StateEvent state) {
          StateChange change = state.change();
          rows.text(StoredName.of(change.device()))
              .time(change.at())
              .text(change.from().name())
              .text(change.to().name())
              .text(outage(change.outage()))
              .text(documents.write(change))
              .row();
        }
      }
      rows.flush();
    }
  }

  private static @Nullable String outage(@Nullable Outage outage) {
    return outage == null ? null : outage.id();
  }

  private void put(Connection connection, Map<String, Latest> latest) throws SQLException {
    String json = database.dialect().json();
    String sql =
        """
        insert into %s (device_id, state, since, change, progress) values (%s, ?, ?, %s, %s)
        on conflict (device_id) do update set state = excluded.state, since = excluded.since,
          change = excluded.change, progress = excluded.progress
        """
            .formatted(database.table("device_state"), deviceId, json, json);
    try (Parameters rows = new Parameters(database.dialect(), connection, sql)) {
      for (Latest one : latest.values()) {
        StateChange change = one.isOver ? null : one.change;
        if (change != null) {
          rows.text(StoredName.of(change.device()))
              .text(change.to().name())
              .time(change.progress().since())
              .text(documents.write(change))
              .text(documents.write(change.progress()))
              .row();
        }
      }
      rows.flush();
    }
  }

  /** What is noted of a device of which there is nothing finds no row, and is gone. */
  private void note(Connection connection, Map<String, Latest> latest) throws SQLException {
    String sql =
        "update %s set progress = %s where device_id = %s"
            .formatted(database.table("device_state"), database.dialect().json(), deviceId);
    try (Parameters rows = new Parameters(database.dialect(), connection, sql)) {
      for (Map.Entry<String, Latest> one : latest.entrySet()) {
        if (one.getValue().isOnlyNoted()) {
          rows.text(documents.write(one.getValue().progress()))
              .text(StoredName.of(one.getKey()))
              .row();
        }
      }
      rows.flush();
    }
  }

  private void remove(Connection connection, Map<String, Latest> latest) throws SQLException {
    String sql =
        "delete from %s where device_id = %s".formatted(database.table("device_state"), deviceId);
    try (Parameters rows = new Parameters(database.dialect(), connection, sql)) {
      for (Map.Entry<String, Latest> one : latest.entrySet()) {
        if (one.getValue().isOver) {
          rows.text(StoredName.of(one.getKey())).row();
        }
      }
      rows.flush();
    }
  }
}
