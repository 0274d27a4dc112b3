package io.ispmonitor.jdbc.internal.event;

import io.ispmonitor.alert.LedgerEntry;
import io.ispmonitor.alert.LedgerEntry.Decision;
import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.jdbc.internal.document.StoredText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What was decided about alerts. */
final class LedgerTable implements EventTable {
  private static final String COLUMNS =
      "at, alert_id, key, channel, notice_id, decision, stage, reason, reopens";

  private final Database database;

  LedgerTable(Database database) {
    this.database = database;
  }

  @Override
  public boolean takes(EventType type) {
    return type == EventType.DECISION;
  }

  @Override
  public void write(Connection connection, List<Record> events) throws SQLException {
    String sql =
        "insert into %s (%s) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            .formatted(database.table("ledger"), COLUMNS);
    try (Parameters rows = new Parameters(database.dialect(), connection, sql)) {
      for (Record event : events) {
        LedgerEntry entry = (LedgerEntry) event;
        rows.time(entry.at())
            .text(entry.alertId())
            .text(entry.key())
            .text(entry.channel())
            .text(entry.noticeId())
            .text(entry.decision().name())
            .text(entry.stage())
            .text(entry.reason())
            .text(entry.reopens())
            .row();
      }
      rows.flush();
    }
  }

  /** The last entries, the oldest first. */
  List<LedgerEntry> last(Connection connection, int most) throws SQLException {
    String sql =
        "select %s from %s order by id desc limit ?".formatted(COLUMNS, database.table("ledger"));
    List<LedgerEntry> entries = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, most);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          entries.add(entry(rows));
        }
      }
    }
    Collections.reverse(entries);
    return entries;
  }

  private LedgerEntry entry(ResultSet rows) throws SQLException {
    return new LedgerEntry(
        database.dialect().time(rows, 1),
        StoredText.read(rows.getString(2)),
        StoredText.read(rows.getString(3)),
        StoredText.read(rows.getString(4)),
        StoredText.read(rows.getString(5)),
        Decision.valueOf(rows.getString(6)),
        StoredText.read(rows.getString(7)),
        StoredText.read(rows.getString(8)),
        StoredText.read(rows.getString(9)));
  }
}
