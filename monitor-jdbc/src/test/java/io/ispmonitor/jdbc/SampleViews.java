package io.ispmonitor.jdbc;

import io.ispmonitor.metric.SeriesKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Asks views and functions for samples, which are told as texts with all digits of the value. */
final class SampleViews implements AutoCloseable {
  private final Connection connection;
  private final String schema;

  /** Over one connection; names are found in this schema whatever the search path is. */
  SampleViews(DataSource database, String schema) throws SQLException {
    this.connection = database.getConnection();
    this.schema = schema;
  }

  /** By the function. */
  List<String> samples(SeriesKey series, Instant from, Instant to) throws SQLException {
    return query(
        "select at, value, gap from %s.monitor_samples(?, ?, ?, ?, ?)".formatted(schema),
        series.device(),
        series.metric(),
        series.instance(),
        from,
        to);
  }

  /** By the view. */
  List<String> view(SeriesKey series, Instant from, Instant to) throws SQLException {
    return query(
        ("select at, value, gap from %s.monitor_sample where device = ? and metric = ?"
                + " and instance = ? and at >= ? and at < ? order by at")
            .formatted(schema),
        series.device(),
        series.metric(),
        series.instance(),
        from,
        to);
  }

  /** Samples, where there are three columns; otherwise texts. */
  List<String> query(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(
            i + 1,
            parameters[i] instanceof Instant at
                ? OffsetDateTime.ofInstant(at, ZoneOffset.UTC)
                : parameters[i]);
      }
      List<String> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        boolean isSample = rows.getMetaData().getColumnCount() == 3;
        while (rows.next()) {
          found.add(isSample ? sample(rows) : rows.getString(1));
        }
      }
      return found;
    }
  }

  private static String sample(ResultSet rows) throws SQLException {
    Instant at = rows.getObject(1, OffsetDateTime.class).toInstant();
    return told(at, rows.getDouble(2), rows.getString(3));
  }

  /** A sample as it is told here. */
  static String told(Instant at, double value, @Nullable String gap) {
    return at + " " + (gap == null ? Double.toString(value) : gap);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
