package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.carry.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Readings in files of SQLite. Each file notes the position of the last record it has taken part
 * of, in the transaction that takes it, before the main file notes that of the batch: when the
 * batch comes again, each file takes what it has not. Used by one thread.
 */
final class SqliteTables implements SampleTables {
  private static final int ROWS_AT_ONCE = 1_000;

  private final DayFiles files;
  private final String writer;
  private final String spool;

  SqliteTables(DayFiles files, UUID writer, String spool) {
    this.files = files;
    this.writer = writer.toString();
    this.spool = spool;
  }

  @Override
  public Map<String, Integer> devices(
      Connection connection, Database database, Collection<String> names) throws SQLException {
    Map<String, Integer> found = new HashMap<>();
    String sql = "select id from %s where name = ?".formatted(database.table("device"));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (String name : names) {
        statement.setString(1, name);
        try (ResultSet rows = statement.executeQuery()) {
          if (rows.next()) {
            found.put(name, rows.getInt(1));
          }
        }
      }
    }
    return found;
  }

  @Override
  public void addDevices(Connection connection, Database database, Collection<String> names)
      throws SQLException {
    String sql =
        "insert into %s (name) values (?) on conflict (name) do nothing"
            .formatted(database.table("device"));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (String name : names) {
        statement.setString(1, name);
        statement.executeUpdate();
      }
    }
  }

  @Override
  public void makeRoom(Database database, Set<Long> hours) {
    // a file is made when it is written to
  }

  @Override
  public void write(Connection main, Database database, Gathering gathering, RowMaker maker)
      throws SQLException {
    Map<Long, Path> fileOf = new HashMap<>();
    Map<Path, Long> orderOf = new TreeMap<>();
    for (long hour : gathering.hours()) {
      long day = SampleTimes.day(hour);
      Path file = fileOf.computeIfAbsent(day, files::toWrite);
      orderOf.putIfAbsent(file, day);
    }
    for (Path file : orderOf.keySet()) {
      files.write(
          file,
          connection -> {
            write(connection, file, fileOf, gathering, maker);
            return true;
          });
    }
  }

  private void write(
      Connection connection, Path file, Map<Long, Path> fileOf, Gathering gathering, RowMaker maker)
      throws SQLException {
    long after = progress(connection);
    String sql =
        "insert into reading (device_id, layout_id, first_at, last_at, data) values (?, ?, ?, ?, ?)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Rows rows = new Rows(statement);
      maker.make(
          gathering,
          reading ->
              gathering.record(reading).position() > after
                  && file.equals(fileOf.get(day(gathering, reading))),
          rows);
      rows.flush();
    }
    advance(connection, Math.max(after, gathering.lastPosition()));
  }

  private static long day(Gathering gathering, int reading) {
    return SampleTimes.day(SampleTimes.hour(gathering.time(reading)));
  }

  private long progress(Connection connection) throws SQLException {
    String sql = "select position from progress where writer = ? and spool = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, writer);
      statement.setString(2, spool);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }

  private void advance(Connection connection, long to) throws SQLException {
    String sql = "insert or replace into progress (writer, spool, position) values (?, ?, ?)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, writer);
      statement.setString(2, spool);
      statement.setLong(3, to);
      statement.executeUpdate();
    }
  }

  @Override
  public void forget() {
    files.forget(); // somebody may have replaced them
  }

  /** Inserts rows some at a time. */
  private static final class Rows implements RowMaker.RowSink {
    private final PreparedStatement statement;
    private int waiting;

    Rows(PreparedStatement statement) {
      this.statement = statement;
    }

    @Override
    public void accept(ReadingRow row) throws SQLException {
      statement.setInt(1, row.device);
      statement.setInt(2, row.layout);
      statement.setLong(3, SampleTimes.micros(row.firstNanos));
      statement.setLong(4, SampleTimes.micros(row.lastNanos));
      statement.setBytes(5, row.data);
      statement.addBatch();
      if (++waiting == ROWS_AT_ONCE) {
        flush();
      }
    }

    void flush() throws SQLException {
      statement.executeBatch();
      waiting = 0;
    }
  }
}
