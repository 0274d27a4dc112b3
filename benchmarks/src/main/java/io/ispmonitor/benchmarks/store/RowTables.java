package io.ispmonitor.benchmarks.store;

import io.ispmonitor.metric.SampleBatch;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Fills the two tables of rows in the quickest way that keeps the order of time. */
final class RowTables {
  private static final int ROWS = 20_000;
  private static final String SAMPLE =
      "insert into sample select d, m, timestamptz 'epoch' + t / 1000 * interval '1 microsecond', v"
          + " from unnest(?::int[], ?::int[], ?::bigint[], ?::float8[], ?::bigint[])"
          + " as rows (d, m, t, v, i)";
  private static final String HISTORY =
      "insert into history select i, t / 1000000000, v, t % 1000000000"
          + " from unnest(?::int[], ?::int[], ?::bigint[], ?::float8[], ?::bigint[])"
          + " as rows (d, m, t, v, i)";

  private final Connection connection;
  private final List<Integer> devices = new ArrayList<>();
  private final List<Integer> metrics = new ArrayList<>();
  private final List<Long> times = new ArrayList<>();
  private final List<Double> values = new ArrayList<>();
  private final List<Long> items = new ArrayList<>();

  RowTables(Connection connection) throws SQLException {
    this.connection = connection;
    Server.execute(connection, RowWay.TABLE);
    Server.execute(connection, RowWay.INDEX);
    Server.execute(connection, ZabbixWay.TABLE);
  }

  void add(List<SampleBatch> batches) throws SQLException {
    for (SampleBatch batch : batches) {
      for (int column = 0; column < batch.readings().size(); column++) {
        devices.add(batch.series().number(0));
        metrics.add(column);
        times.add(batch.epochNanos());
        values.add(batch.readings().value(column));
        items.add((long) batch.series().number(column));
      }
    }
    if (times.size() >= ROWS) {
      flush();
    }
  }

  void flush() throws SQLException {
    send(SAMPLE);
    send(HISTORY);
    List.of(devices, metrics, times, values, items).forEach(List::clear);
  }

  private void send(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, 1, "int4", devices);
      set(statement, 2, "int4", metrics);
      set(statement, 3, "int8", times);
      set(statement, 4, "float8", values);
      set(statement, 5, "int8", items);
      statement.executeUpdate();
    }
  }

  private void set(PreparedStatement statement, int index, String type, List<?> column)
      throws SQLException {
    Array array = connection.createArrayOf(type, column.toArray());
    statement.setArray(index, array);
  }
}
