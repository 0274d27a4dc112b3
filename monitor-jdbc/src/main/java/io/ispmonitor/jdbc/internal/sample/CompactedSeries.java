package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.database.HistoryException;
import io.ispmonitor.jdbc.database.OutageCause;
import io.ispmonitor.jdbc.internal.carry.FailureText;
import io.ispmonitor.jdbc.internal.carry.HistorySource;
import io.ispmonitor.jdbc.internal.carry.StoredName;
import io.ispmonitor.metric.KnownSeries;
import io.ispmonitor.metric.SeriesKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The series that compaction has made chunks of, in either kind of database. Any thread. */
public final class CompactedSeries implements KnownSeries {
  private final HistorySource database;

  /** Reads from a database. */
  public CompactedSeries(HistorySource database) {
    this.database = database;
  }

  @Override
  public List<SeriesKey> of(String device) {
    try {
      return database.read("read series", connection -> of(connection, device));
    } catch (SQLException e) {
      throw new HistoryException(
          "the series of device %s cannot be read from %s: %s: %s"
              .formatted(device, database, OutageCause.of(e).advice(), FailureText.of(e)),
          e);
    }
  }

  private List<SeriesKey> of(Connection connection, String device) throws SQLException {
    String sql =
        ("select distinct m.name, s.instance from %s s join %s m on m.id = s.metric_id"
                + " join %s d on d.id = s.device_id where d.name = ? order by m.name, s.instance")
            .formatted(
                database.table("series"), database.table("metric"), database.table("device"));
    List<SeriesKey> keys = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, StoredName.of(device));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          keys.add(SeriesKey.of(device, rows.getString(1), rows.getString(2)));
        }
      }
    }
    return keys;
  }
}
