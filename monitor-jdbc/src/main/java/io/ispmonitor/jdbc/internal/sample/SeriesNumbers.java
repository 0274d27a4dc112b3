package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.carry.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a database calls series, in either kind of it. */
final class SeriesNumbers {
  private final Database database;
  private final LayoutRows metrics = new LayoutRows();

  SeriesNumbers(Database database) {
    this.database = database;
  }

  private record Key(int device, DeviceHour.SeriesName series) {
    static Key of(ChunkBatch.Entry entry) {
      return new Key(entry.device(), entry.series());
    }
  }

  /** The number of each entry of a batch; series that are not there are added. */
  int[] of(Connection connection, ChunkBatch batch) throws SQLException {
    Map<Key, Integer> found = find(connection, batch);
    List<ChunkBatch.Entry> missing =
        batch.entries().stream().filter(entry -> !found.containsKey(Key.of(entry))).toList();
    if (!missing.isEmpty()) {
      metrics.addMetrics(connection, database, batch.metrics());
      add(connection, missing);
      found.putAll(find(connection, batch));
    }
    int[] numbers = new int[batch.entries().size()];
    for (int i = 0; i < numbers.length; i++) {
      Key key = Key.of(batch.entries().get(i));
      Integer number = found.get(key);
      if (number == null) {
        throw new SQLException("series " + key + " was added, and is not there");
      }
      numbers[i] = number;
    }
    return numbers;
  }

  private Map<Key, Integer> find(Connection connection, ChunkBatch batch) throws SQLException {
    String sql =
        ("select s.device_id, m.name, s.instance, s.id from %s s join %s m on m.id = s.metric_id"
                + " where s.device_id %s")
            .formatted(
                database.table("series"), database.table("metric"), database.dialect().isOneOf());
    Map<Key, Integer> found = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      database.dialect().setNumbers(statement, 1, batch.devices());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          DeviceHour.SeriesName name =
              new DeviceHour.SeriesName(rows.getString(2), rows.getString(3));
          found.put(new Key(rows.getInt(1), name), rows.getInt(4));
        }
      }
    }
    return found;
  }

  private void add(Connection connection, List<ChunkBatch.Entry> entries) throws SQLException {
    String sql =
        ("insert into %s (device_id, metric_id, instance)"
                + " select ?, id, ? from %s where name = ? on conflict do nothing")
            .formatted(database.table("series"), database.table("metric"));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (ChunkBatch.Entry entry : entries) {
        statement.setInt(1, entry.device());
        statement.setString(2, entry.series().instance());
        statement.setString(3, entry.series().metric());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
