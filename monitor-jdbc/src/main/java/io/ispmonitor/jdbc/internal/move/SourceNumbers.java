package io.ispmonitor.jdbc.internal.move;

import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.jdbc.internal.sample.BlockMove;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the target calls the devices, metrics, layouts and series of the source. Those that it does
 * not know are added; since they are found by their names, that can be done again at any time.
 */
final class SourceNumbers implements BlockMove.Numbers {
  private static final int ROWS_AT_ONCE = 4_000;

  private final Database source;
  private final Database target;
  private final Map<Integer, Integer> devices = new TreeMap<>();
  private final Map<Integer, Integer> metrics = new TreeMap<>();
  private final Map<Integer, Integer> layouts = new TreeMap<>();
  private final Map<Integer, Integer> series = new TreeMap<>();

  private SourceNumbers(Database source, Database target) {
    this.source = source;
    this.target = target;
  }

  /** Adds what is missing, and knows all numbers then. */
  static SourceNumbers settle(Database source, Database target) throws SQLException {
    SourceNumbers numbers = new SourceNumbers(source, target);
    numbers.inTurn("select id, name from %s order by name", "device", numbers::devices);
    numbers.inTurn(
        "select id, name, unit, resolution, kind from %s order by name",
        "metric", numbers::metrics);
    numbers.inTurn(
        "select id, digest, columns from %s order by digest", "layout", numbers::layouts);
    numbers.inTurn(
        "select id, device_id, metric_id, instance from %s order by id", "series", numbers::series);
    return numbers;
  }

  private interface Taker {
    void take(Connection into, List<Object[]> rows) throws SQLException;
  }

  private void inTurn(String sql, String table, Taker taker) throws SQLException {
    source.read(
        "move",
        from -> {
          try (Statement statement = from.createStatement();
              ResultSet rows = statement.executeQuery(sql.formatted(source.table(table)))) {
            List<Object[]> some = new ArrayList<>();
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
              some.add(row(rows, columns));
              if (some.size() == ROWS_AT_ONCE) {
                give(some, taker);
              }
            }
            give(some, taker);
          }
          return true;
        });
  }

  private static Object[] row(ResultSet rows, int columns) throws SQLException {
    Object[] row = new Object[columns];
    for (int i = 0; i < columns; i++) {
      row[i] = rows.getObject(i + 1);
    }
    return row;
  }

  private void give(List<Object[]> some, Taker taker) throws SQLException {
    if (!some.isEmpty()) {
      target.write(
          "move",
          into -> {
            taker.take(into, some);
            return true;
          });
      some.clear();
    }
  }

  private void devices(Connection into, List<Object[]> rows) throws SQLException {
    String table = target.table("device");
    Object[] names = column(rows, 1);
    run(
        into,
        "insert into %1$s (name) select name from unnest(?) as wanted (name) where not exists"
                .formatted(table)
            + " (select 1 from %1$s d where d.name = wanted.name) on conflict (name) do nothing"
                .formatted(table),
        new Object[][] {names},
        "text");
    find(
        into,
        rows,
        "select w.place, d.id from unnest(?) with ordinality as w (name, place) join %s d"
                .formatted(table)
            + " on d.name = w.name",
        devices,
        new Object[][] {names},
        "text");
  }

  private void metrics(Connection into, List<Object[]> rows) throws SQLException {
    String sql =
        ("insert into %s (name, unit, resolution, kind) select * from unnest(?, ?, ?, ?)"
                + " on conflict (name) do nothing")
            .formatted(target.table("metric"));
    Object[][] columns = {column(rows, 1), column(rows, 2), doubles(rows, 3), column(rows, 4)};
    run(into, sql, columns, "text", "text", "float8", "text");
    find(
        into,
        rows,
        "select w.place, m.id from unnest(?) with ordinality as w (name, place) join %s m"
                .formatted(target.table("metric"))
            + " on m.name = w.name",
        metrics,
        new Object[][] {column(rows, 1)},
        "text");
  }

  private void layouts(Connection into, List<Object[]> rows) throws SQLException {
    String sql =
        ("insert into %s (digest, columns) select digest, cast(columns as json)"
                + " from unnest(?, ?) as rows (digest, columns) on conflict (digest) do nothing")
            .formatted(target.table("layout"));
    byte[][] digests = rows.stream().map(row -> (byte[]) row[1]).toArray(byte[][]::new);
    run(into, sql, new Object[][] {digests, column(rows, 2)}, "bytea", "text");
    find(
        into,
        rows,
        "select w.place, l.id from unnest(?) with ordinality as w (digest, place) join %s l"
                .formatted(target.table("layout"))
            + " on l.digest = w.digest",
        layouts,
        new Object[][] {digests},
        "bytea");
  }

  private void series(Connection into, List<Object[]> rows) throws SQLException {
    Object[] ofDevice = rows.stream().map(row -> device((int) row[1])).toArray();
    Object[] ofMetric = rows.stream().map(row -> known(metrics, "metric", (int) row[2])).toArray();
    Object[][] columns = {ofDevice, ofMetric, column(rows, 3)};
    String[] types = {"int4", "int4", "text"};
    String table = target.table("series");
    run(
        into,
        ("insert into %s (device_id, metric_id, instance) select * from unnest(?, ?, ?)"
                + " on conflict (device_id, metric_id, instance) do nothing")
            .formatted(table),
        columns,
        types);
    find(
        into,
        rows,
        ("select w.place, s.id from unnest(?, ?, ?) with ordinality"
                + " as w (device, metric, instance, place) join %s s on s.device_id = w.device"
                + " and s.metric_id = w.metric and s.instance = w.instance")
            .formatted(table),
        series,
        columns,
        types);
  }

  private static Object[] column(List<Object[]> rows, int index) {
    return rows.stream().map(row -> row[index]).toArray();
  }

  private static Object[] doubles(List<Object[]> rows, int index) {
    return rows.stream().map(row -> ((Number) row[index]).doubleValue()).toArray();
  }

  private static void run(Connection into, String sql, Object[][] columns, String... types)
      throws SQLException {
    try (PreparedStatement statement = into.prepareStatement(sql)) {
      set(statement, columns, types);
      statement.executeUpdate();
    }
  }

  private static void set(PreparedStatement statement, Object[][] columns, String... types)
      throws SQLException {
    for (int i = 0; i < columns.length; i++) {
      statement.setArray(i + 1, statement.getConnection().createArrayOf(types[i], columns[i]));
    }
  }

  /** The first column says of which row it is, from 1 on; the second is the number. */
  private static void find(
      Connection into,
      List<Object[]> rows,
      String sql,
      Map<Integer, Integer> numbers,
      Object[][] columns,
      String... types)
      throws SQLException {
    try (PreparedStatement statement = into.prepareStatement(sql)) {
      set(statement, columns, types);
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          numbers.put((Integer) rows.get(found.getInt(1) - 1)[0], found.getInt(2));
        }
      }
    }
  }

  @Override
  public int device(int number) {
    return known(devices, "device", number);
  }

  @Override
  public int layout(int number) {
    return known(layouts, "layout", number);
  }

  @Override
  public int series(int number) {
    return known(series, "series", number);
  }

  private int known(Map<Integer, Integer> numbers, String what, int number) {
    Integer found = numbers.get(number);
    if (found == null) {
      throw new UnknownNumberException(
          "%s %d is used in the files of %s, and is not in its main file: they do not belong together"
              .formatted(what, number, source));
    }
    return found;
  }
}
