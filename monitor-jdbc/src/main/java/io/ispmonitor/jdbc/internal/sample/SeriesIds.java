package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.carry.HistorySource;
import io.ispmonitor.jdbc.internal.carry.StoredName;
import io.ispmonitor.metric.SeriesKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the database calls a series.
 *
 * @param device the number of its device
 * @param series its own number; null while there are no chunks of it
 */
record SeriesIds(int device, @Nullable Integer series) {
  /** The numbers; empty when nothing was ever stored of the device. */
  static Optional<SeriesIds> of(Connection connection, HistorySource database, SeriesKey series)
      throws SQLException {
    String sql =
        ("select d.id, (select s.id from %s s join %s m on m.id = s.metric_id"
                + " where s.device_id = d.id and m.name = ? and s.instance = ?)"
                + " from %s d where d.name = ?")
            .formatted(
                database.table("series"), database.table("metric"), database.table("device"));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, StoredName.of(series.metric()));
      statement.setString(2, StoredName.of(series.instance()));
      statement.setString(3, StoredName.of(series.device()));
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          return Optional.empty();
        }
        int device = rows.getInt(1);
        int number = rows.getInt(2);
        return Optional.of(new SeriesIds(device, rows.wasNull() ? null : number));
      }
    }
  }
}
