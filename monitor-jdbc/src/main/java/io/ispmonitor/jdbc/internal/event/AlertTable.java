package io.ispmonitor.jdbc.internal.event;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.jdbc.internal.document.Documents;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Alerts, each as it stands. */
final class AlertTable implements EventTable {
  private final Database database;
  private final Documents documents = new Documents();

  AlertTable(Database database) {
    this.database = database;
  }

  @Override
  public boolean takes(EventType type) {
    return type == EventType.ALERT;
  }

  @Override
  public void write(Connection connection, List<Record> events) throws SQLException {
    Map<String, Alert> latest = new LinkedHashMap<>();
    for (Record event : events) {
      Alert alert = (Alert) event;
      latest.put(alert.id(), alert);
    }
    String sql =
        """
        insert into %s (id, key, type, severity, source, status, summary,
          first_seen, last_seen, resolved_at, document)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, %s)
        on conflict (id) do update set key = excluded.key, type = excluded.type,
          severity = excluded.severity, source = excluded.source, status = excluded.status,
          summary = excluded.summary, first_seen = excluded.first_seen,
          last_seen = excluded.last_seen, resolved_at = excluded.resolved_at,
          document = excluded.document
        """
            .formatted(database.table("alert"), database.dialect().json());
    try (Parameters rows = new Parameters(database.dialect(), connection, sql)) {
      for (Alert alert : latest.values()) {
        rows.text(alert.id())
            .text(alert.key())
            .text(alert.type())
            .text(alert.severity().name())
            .text(alert.source())
            .text(alert.status().name())
            .text(alert.summary())
            .time(alert.firstSeen())
            .time(alert.lastSeen())
            .time(alert.resolvedAt())
            .text(documents.write(alert))
            .row();
      }
      rows.flush();
    }
  }

  /** Those that have not ended, in the order in which they began. */
  List<Alert> open(Connection connection) throws SQLException {
    String sql =
        "select document from %s where resolved_at is null order by first_seen, id"
            .formatted(database.table("alert"));
    return DocumentRows.read(connection, documents, Alert.class, sql, none -> {});
  }

  /** The last that ended, the oldest first. */
  List<Alert> ended(Connection connection, int most) throws SQLException {
    String sql =
        """
        select document from (
          select document, last_seen, id from %s where resolved_at is not null
          order by last_seen desc, id desc limit ?) as latest
        order by last_seen, id
        """
            .formatted(database.table("alert"));
    return DocumentRows.read(
        connection, documents, Alert.class, sql, statement -> statement.setInt(1, most));
  }
}
