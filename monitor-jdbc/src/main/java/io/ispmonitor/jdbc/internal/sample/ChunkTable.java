package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.block.SeriesChunkReader;
import io.ispmonitor.jdbc.internal.carry.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes chunks of an hour. What the hour has already of the same series is joined with what comes.
 * To be used again and again, by one thread.
 */
final class ChunkTable {
  private final Dialect dialect;
  private final String table;
  private final ChunkInsert insert;
  private final SeriesChunkReader reader = new SeriesChunkReader();
  private final SeriesChunks packer = new SeriesChunks();
  private final SampleBuffer buffer = new SampleBuffer();

  /**
   * A table of chunks.
   *
   * @param table its name
   * @param insert how it is filled
   */
  ChunkTable(Dialect dialect, String table, ChunkInsert insert) {
    this.dialect = dialect;
    this.table = table;
    this.insert = insert;
  }

  /**
   * A chunk as a row.
   *
   * @param series the number of the series
   * @param atMicros what it is found by, microseconds since 1970-01-01T00:00Z
   * @param data a block
   */
  record Row(int series, long atMicros, byte[] data) {}

  /** Puts rows into a table. */
  interface ChunkInsert {
    void insert(Connection connection, List<Row> rows) throws SQLException;
  }

  /** Whether an hour has any. */
  boolean has(Connection connection, long hour) throws SQLException {
    String sql = "select 1 from %s where hour >= ? and hour < ? limit 1".formatted(table);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      setHour(statement, 1, hour);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  /**
   * Writes a batch.
   *
   * @param numbers of the series of its entries
   * @param isJoined whether the hour may have chunks of these series
   */
  void write(Connection connection, long hour, ChunkBatch batch, int[] numbers, boolean isJoined)
      throws SQLException {
    if (numbers.length == 0) {
      return;
    }
    Map<Integer, List<byte[]>> there = isJoined ? read(connection, hour, numbers) : Map.of();
    if (!there.isEmpty()) {
      delete(connection, hour, there.keySet().stream().mapToLong(Integer::longValue).toArray());
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < numbers.length; i++) {
      int number = numbers[i];
      ChunkBatch.Entry entry = batch.entries().get(i);
      List<byte[]> before = there.getOrDefault(number, List.of());
      List<SeriesChunks.Chunk> chunks =
          before.isEmpty() ? entry.chunks() : joined(before, entry, hour);
      chunks.forEach(chunk -> rows.add(new Row(number, chunk.atMicros(), chunk.data())));
    }
    insert.insert(connection, rows);
  }

  /** With the finer one of the resolutions, so that nothing is rounded once more. */
  private List<SeriesChunks.Chunk> joined(List<byte[]> before, ChunkBatch.Entry entry, long hour) {
    double resolution = entry.resolution();
    for (byte[] chunk : before) {
      reader.read(chunk, buffer);
      resolution = Math.min(resolution, reader.resolution());
    }
    entry.chunks().forEach(chunk -> reader.read(chunk.data(), buffer));
    return packer.pack(buffer, resolution, hour);
  }

  private Map<Integer, List<byte[]>> read(Connection connection, long hour, int[] numbers)
      throws SQLException {
    String sql =
        "select series_id, data from %s where hour >= ? and hour < ? and series_id %s order by hour"
            .formatted(table, dialect.isOneOf());
    Map<Integer, List<byte[]>> found = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      setHour(statement, 1, hour);
      long[] wanted = new long[numbers.length];
      for (int i = 0; i < numbers.length; i++) {
        wanted[i] = numbers[i];
      }
      dialect.setNumbers(statement, 3, wanted);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.computeIfAbsent(rows.getInt(1), any -> new ArrayList<>()).add(rows.getBytes(2));
        }
      }
    }
    return found;
  }

  private void delete(Connection connection, long hour, long[] numbers) throws SQLException {
    String sql =
        "delete from %s where hour >= ? and hour < ? and series_id %s"
            .formatted(table, dialect.isOneOf());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      setHour(statement, 1, hour);
      dialect.setNumbers(statement, 3, numbers);
      statement.executeUpdate();
    }
  }

  private void setHour(PreparedStatement statement, int index, long hour) throws SQLException {
    dialect.setTime(statement, index, SampleTimes.start(hour));
    dialect.setTime(statement, index + 1, SampleTimes.start(hour + 1));
  }
}
