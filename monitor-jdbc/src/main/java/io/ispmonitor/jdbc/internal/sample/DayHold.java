package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.carry.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Holds days while their samples are moved, as an attempt to roll them up does, so that no program
 * that runs on the target rolls up a part. Where one has done so while the move was interrupted for
 * long, the day gets no mark, and is rolled up again.
 */
final class DayHold {
  private final Database target;
  private final UUID whole;
  private final UUID broken;

  /**
   * Holds days for a move.
   *
   * @param id of the move, the same after it was interrupted
   */
  DayHold(Database target, UUID id) {
    this.target = target;
    this.whole = id;
    this.broken = new UUID(id.getMostSignificantBits(), ~id.getLeastSignificantBits());
  }

  /**
   * Holds the days of rows that are about to be added.
   *
   * @param isBegun whether some of the file were added before
   */
  void take(Connection connection, List<StoredChunk> rows, boolean isBegun) throws SQLException {
    Set<Long> days = new TreeSet<>();
    rows.forEach(row -> days.add(row.day()));
    String sql =
        ("insert into %s as mark (day, attempt, noted_at) values (?, ?, now())"
                + " on conflict (day) do update"
                + " set attempt = excluded.attempt, noted_at = now(), rolled_at = null")
            .formatted(table());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (long day : days) {
        boolean isWhole = !isBegun || whole.equals(holder(connection, day));
        setDay(statement, day);
        statement.setObject(2, isWhole ? whole : broken);
        statement.executeUpdate();
      }
    }
  }

  private @Nullable UUID holder(Connection connection, long day) throws SQLException {
    String sql = "select attempt from %s where day = ? for update".formatted(table());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      setDay(statement, day);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getObject(1, UUID.class) : null;
      }
    }
  }

  /** All samples of a day are there. */
  void settle(Connection connection, long day, boolean isMarked) throws SQLException {
    if (isMarked && whole.equals(holder(connection, day))) {
      mark(connection, day);
    } else {
      String sql = "delete from %s where day = ? and attempt in (?, ?)".formatted(table());
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        setDay(statement, day);
        statement.setObject(2, whole);
        statement.setObject(3, broken);
        statement.executeUpdate();
      }
    }
  }

  /** A day is rolled up. */
  void mark(Connection connection, long day) throws SQLException {
    String sql =
        ("insert into %s (day, attempt, noted_at, rolled_at) values (?, ?, now(), now())"
                + " on conflict (day) do update set rolled_at = now()")
            .formatted(table());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      setDay(statement, day);
      statement.setObject(2, whole);
      statement.executeUpdate();
    }
  }

  private String table() {
    return target.table("rolled_day");
  }

  private void setDay(PreparedStatement statement, long day) throws SQLException {
    target.dialect().setTime(statement, 1, SampleTimes.start(SampleTimes.firstHour(day)));
  }
}
