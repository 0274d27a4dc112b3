package io.ispmonitor.jdbc.internal.event;

import io.ispmonitor.jdbc.internal.carry.HistorySource;
import io.ispmonitor.jdbc.internal.carry.StoredName;
import io.ispmonitor.jdbc.internal.document.Documents;
import io.ispmonitor.reachability.Progress;
import io.ispmonitor.reachability.StateChange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads changes of state. */
final class StateHistory {
  /** So many devices are asked for in one statement. */
  private static final int AT_ONCE = 200;

  private final HistorySource database;
  private final Documents documents = new Documents();

  StateHistory(HistorySource database) {
    this.database = database;
  }

  /** The last change of every device, with what was noted last; none of those that are over. */
  List<StateChange> latest(Connection connection) throws SQLException {
    String sql = "select change, progress from " + database.table("device_state");
    List<StateChange> latest = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(1_000);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          StateChange change = documents.read(StateChange.class, rows.getString(1));
          StateChange last = change.with(documents.read(Progress.class, rows.getString(2)));
          if (!last.isOver()) {
            latest.add(last);
          }
        }
      }
    }
    return latest;
  }

  /** The changes of a device from a time up to but not including another. */
  List<StateChange> read(Connection connection, String device, Instant from, Instant to)
      throws SQLException {
    String sql =
        """
        select c.document from %s c join %s d on d.id = c.device_id
        where d.name = ? and c.at >= ? and c.at <= ? order by c.id
        """
            .formatted(database.table("state_change"), database.table("device"));
    return within(
        DocumentRows.read(
            connection,
            documents,
            StateChange.class,
            sql,
            statement -> {
              statement.setString(1, StoredName.of(device));
              database.dialect().setTime(statement, 2, from);
              database.dialect().setTime(statement, 3, to);
            }),
        from,
        to);
  }

  /** See {@code StateLog.history}. */
  Map<String, List<StateChange>> history(
      Connection connection, Set<String> devices, Instant from, Instant to) throws SQLException {
    Map<String, List<StateChange>> history = new HashMap<>();
    List<String> all = List.copyOf(devices);
    for (int i = 0; i < all.size(); i += AT_ONCE) {
      List<String> some = all.subList(i, Math.min(all.size(), i + AT_ONCE));
      for (StateChange change : before(connection, some, from)) {
        add(history, change);
      }
      for (StateChange change : during(connection, some, from, to)) {
        add(history, change);
      }
    }
    return history;
  }

  private static void add(Map<String, List<StateChange>> history, StateChange change) {
    history.computeIfAbsent(change.device(), any -> new ArrayList<>()).add(change);
  }

  /** Of each device the last change before a time. */
  private List<StateChange> before(Connection connection, List<String> devices, Instant from)
      throws SQLException {
    String sql =
        """
        select c.document from %1$s d join %2$s c on c.id = (
          select b.id from %2$s b where b.device_id = d.id and b.at < ?
          order by b.at desc, b.id desc limit 1)
        where d.name in (%3$s)
        """
            .formatted(
                database.table("device"), database.table("state_change"), places(devices.size()));
    // The column is exact to the microsecond, so what is in the same one is among the later ones.
    Instant whole = from.isAfter(Instant.MIN) ? from.truncatedTo(ChronoUnit.MICROS) : from;
    return DocumentRows.read(
        connection,
        documents,
        StateChange.class,
        sql,
        statement -> {
          database.dialect().setTime(statement, 1, whole);
          setNames(statement, 2, devices);
        });
  }

  private List<StateChange> during(
      Connection connection, List<String> devices, Instant from, Instant to) throws SQLException {
    String sql =
        """
        select c.document from %1$s c join %2$s d on d.id = c.device_id
        where d.name in (%3$s) and c.at >= ? and c.at <= ? order by c.id
        """
            .formatted(
                database.table("state_change"), database.table("device"), places(devices.size()));
    return within(
        DocumentRows.read(
            connection,
            documents,
            StateChange.class,
            sql,
            statement -> {
              setNames(statement, 1, devices);
              database.dialect().setTime(statement, devices.size() + 1, from);
              database.dialect().setTime(statement, devices.size() + 2, to);
            }),
        from,
        to);
  }

  private static String places(int count) {
    return String.join(", ", Collections.nCopies(count, "?"));
  }

  private static void setNames(PreparedStatement statement, int from, Collection<String> names)
      throws SQLException {
    int index = from;
    for (String name : names) {
      statement.setString(index++, StoredName.of(name));
    }
  }

  private static List<StateChange> within(List<StateChange> changes, Instant from, Instant to) {
    return changes.stream()
        .filter(change -> !change.at().isBefore(from) && change.at().isBefore(to))
        .toList();
  }
}
