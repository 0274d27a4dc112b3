package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.carry.HistorySource;
import io.ispmonitor.metric.Layout;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Layouts by their numbers, which are read from the database once. Any thread. */
final class KnownLayouts {
  private static final int MOST = 1 << 13;

  private final HistorySource database;
  private final BoundedCache<Integer, Layout> known = new BoundedCache<>(MOST);

  KnownLayouts(HistorySource database) {
    this.database = database;
  }

  /** The layout of a number, which must be there; read over this connection if need be. */
  Layout over(Connection connection, int number) throws SQLException {
    Layout layout = known.get(number);
    return layout == null ? read(connection, number) : layout;
  }

  /** The layout of a number, which must be there; read over a connection of its own if need be. */
  Layout apart(int number) throws SQLException {
    Layout layout = known.get(number);
    return layout == null
        ? database.read("layout", connection -> read(connection, number))
        : layout;
  }

  private Layout read(Connection connection, int number) throws SQLException {
    String sql = "select columns from %s where id = ?".formatted(database.table("layout"));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, number);
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw new SQLException("layout " + number + " of a reading is not there");
        }
        Layout found = LayoutText.layout(rows.getString(1));
        known.put(number, found);
        return found;
      }
    }
  }

  /** Forgets all: the database may be another one by now. */
  void forget() {
    known.clear();
  }
}
