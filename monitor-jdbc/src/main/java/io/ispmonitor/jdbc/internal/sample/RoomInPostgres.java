package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.time.TimeSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts blocks of another database into PostgreSQL, and makes partitions for them. One thread. */
final class RoomInPostgres {
  private final Database target;
  private final Map<Partitioned, Partitions> partitions = new EnumMap<>(Partitioned.class);

  RoomInPostgres(Database target, TimeSource time) {
    this.target = target;
    for (Partitioned table : Partitioned.values()) {
      partitions.put(table, new Partitions(table, time, 0));
    }
  }

  /** Makes room for chunks, in a transaction of its own. */
  void make(Partitioned table, List<StoredChunk> rows) throws SQLException {
    Set<Long> hours = new HashSet<>();
    rows.forEach(row -> hours.add(row.hour()));
    make(table, hours);
  }

  /** Makes room for readings, in a transaction of its own. */
  void makeForReadings(List<ReadingRow> rows) throws SQLException {
    Set<Long> hours = new HashSet<>();
    rows.forEach(row -> hours.add(SampleTimes.hour(row.firstNanos)));
    make(Partitioned.READING, hours);
  }

  private void make(Partitioned table, Set<Long> hours) throws SQLException {
    Partitions of = partitions.get(table);
    if (of != null) {
      of.make(target, hours);
    }
  }

  /** Adds readings. */
  void put(Connection connection, List<ReadingRow> rows) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PostgresTables.insert(target))) {
      PostgresTables.insert(statement, new ArrayList<>(rows));
    }
  }

  private record Key(int series, long at) {}

  /**
   * Adds chunks. A roll-up takes the place of one that was made of a part of the day. Samples stay
   * beside those that the hour may have: a chunk whose place is taken is found by the next
   * microsecond, as further ones of an hour are.
   */
  void put(
      Connection connection, Partitioned table, List<StoredChunk> rows, BlockMove.Numbers numbers)
      throws SQLException {
    List<StoredChunk> left = new ArrayList<>();
    rows.forEach(
        row -> left.add(new StoredChunk(numbers.series(row.series), row.atMicros, row.data)));
    while (!left.isEmpty()) {
      Set<Key> placed = insert(connection, table, left);
      left.removeIf(row -> placed.contains(new Key(row.series, row.atMicros)));
      left.replaceAll(row -> new StoredChunk(row.series, row.atMicros + 1, row.data));
    }
  }

  private Set<Key> insert(Connection connection, Partitioned table, List<StoredChunk> rows)
      throws SQLException {
    String sql =
        ("insert into %1$s (series_id, %2$s, data)"
                + " select series, timestamptz 'epoch' + at * interval '1 microsecond', data"
                + " from unnest(?, ?, ?) as rows (series, at, data)"
                + " on conflict (series_id, %2$s) do %3$s"
                + " returning series_id,"
                + " cast(extract(epoch from %2$s) * 1000000 as bigint)")
            .formatted(
                target.table(table.table()),
                table.column(),
                table == Partitioned.CHUNK ? "nothing" : "update set data = excluded.data");
    Set<Key> placed = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Object[] series = rows.stream().map(row -> row.series).toArray();
      Object[] times = rows.stream().map(row -> row.atMicros).toArray();
      byte[][] data = rows.stream().map(row -> row.data).toArray(byte[][]::new);
      statement.setArray(1, connection.createArrayOf("int4", series));
      statement.setArray(2, connection.createArrayOf("int8", times));
      statement.setArray(3, connection.createArrayOf("bytea", data));
      try (ResultSet back = statement.executeQuery()) {
        while (back.next()) {
          placed.add(new Key(back.getInt(1), back.getLong(2)));
        }
      }
    }
    return placed;
  }
}
