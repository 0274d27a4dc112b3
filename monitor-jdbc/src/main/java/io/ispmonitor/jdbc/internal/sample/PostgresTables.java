package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.time.TimeSource;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Readings in PostgreSQL: some thousand rows with one statement, out of arrays. */
final class PostgresTables implements SampleTables {
  private static final int ROWS_AT_ONCE = 4_000;

  /** The present hour, and two more. */
  private static final int AHEAD = 3;

  private final Partitions partitions;

  PostgresTables(TimeSource time) {
    this.partitions = new Partitions(Partitioned.READING, time, AHEAD);
  }

  @Override
  public Map<String, Integer> devices(
      Connection connection, Database database, Collection<String> names) throws SQLException {
    Map<String, Integer> found = new HashMap<>();
    // a join: "= any" of thousands is compared one by one, in a plan made while there were few
    String sql =
        "select d.name, d.id from unnest(?) as wanted (name) join %s d on d.name = wanted.name"
            .formatted(database.table("device"));
    inTurn(
        connection,
        sql,
        names,
        statement -> {
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              found.put(rows.getString(1), rows.getInt(2));
            }
          }
        });
    return found;
  }

  @Override
  public void addDevices(Connection connection, Database database, Collection<String> names)
      throws SQLException {
    String sql =
        "insert into %s (name) select unnest(?) on conflict (name) do nothing"
            .formatted(database.table("device"));
    inTurn(connection, sql, names, PreparedStatement::executeUpdate);
  }

  private interface Call {
    void on(PreparedStatement statement) throws SQLException;
  }

  private static void inTurn(Connection connection, String sql, Collection<String> names, Call call)
      throws SQLException {
    List<String> all = new ArrayList<>(names);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int from = 0; from < all.size(); from += ROWS_AT_ONCE) {
        List<String> some = all.subList(from, Math.min(all.size(), from + ROWS_AT_ONCE));
        Array array = connection.createArrayOf("text", some.toArray());
        statement.setArray(1, array);
        call.on(statement);
        array.free();
      }
    }
  }

  @Override
  public void makeRoom(Database database, Set<Long> hours) throws SQLException {
    partitions.make(database, hours);
  }

  @Override
  public void write(Connection connection, Database database, Gathering gathering, RowMaker maker)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(insert(database))) {
      List<ReadingRow> rows = new ArrayList<>();
      maker.make(
          gathering,
          any -> true,
          row -> {
            rows.add(row);
            if (rows.size() == ROWS_AT_ONCE) {
              insert(statement, rows);
            }
          });
      insert(statement, rows);
    }
  }

  /** The statement that {@link #insert(PreparedStatement, List)} is given. */
  static String insert(Database database) {
    return ("insert into %s (device_id, layout_id, first_at, last_at, data)"
            + " select device, layout,"
            + " timestamptz 'epoch' + first * interval '1 millisecond',"
            + " timestamptz 'epoch' + last * interval '1 millisecond', data"
            + " from unnest(?, ?, ?, ?, ?) as rows (device, layout, first, last, data)")
        .formatted(database.table("reading"));
  }

  static void insert(PreparedStatement statement, List<ReadingRow> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    set(statement, 1, "int4", rows.stream().map(row -> row.device).toArray(Integer[]::new));
    set(statement, 2, "int4", rows.stream().map(row -> row.layout).toArray(Integer[]::new));
    set(statement, 3, "int8", times(rows, false));
    set(statement, 4, "int8", times(rows, true));
    set(statement, 5, "bytea", rows.stream().map(row -> row.data).toArray(byte[][]::new));
    statement.executeUpdate();
    rows.clear();
  }

  private static Long[] times(List<ReadingRow> rows, boolean isLast) {
    return rows.stream()
        .map(row -> SampleTimes.millis(isLast ? row.lastNanos : row.firstNanos))
        .toArray(Long[]::new);
  }

  /** Values of the array's own type go over as they are, others as text. */
  private static void set(PreparedStatement statement, int index, String type, Object[] values)
      throws SQLException {
    statement.setArray(index, statement.getConnection().createArrayOf(type, values));
  }

  @Override
  public void forget() {
    partitions.forget();
  }
}
