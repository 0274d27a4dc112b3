package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.carry.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;

/** Removes what is too old from the partitioned tables of PostgreSQL. Any thread. */
final class PartitionPurge {
  private static final int ROWS_AT_ONCE = 10_000;

  /** A day of hours: a commit for each would take most of the time. */
  private static final int PARTITIONS_AT_ONCE = 24;

  private final Database database;

  PartitionPurge(Database database) {
    this.database = database;
  }

  /**
   * Removes the partitions that hold nothing from an hour on, and rows of the default one.
   *
   * @param column the time that decides about rows of the default partition
   * @param rowsBefore rows whose time is before this are too old
   * @return how many partitions went
   */
  int purge(Partitioned table, String column, long hour, Instant rowsBefore) throws SQLException {
    List<String> old = database.read("partitions", connection -> before(connection, table, hour));
    for (int from = 0; from < old.size(); from += PARTITIONS_AT_ONCE) {
      List<String> some = old.subList(from, Math.min(old.size(), from + PARTITIONS_AT_ONCE));
      database.write("purge", connection -> drop(connection, some));
    }
    int removed;
    do { // a slice at a time, so that nobody waits long for the table
      removed =
          database.write("purge", connection -> purgeOthers(connection, table, column, rowsBefore));
    } while (removed == ROWS_AT_ONCE);
    return old.size();
  }

  private List<String> before(Connection connection, Partitioned table, long hour)
      throws SQLException {
    String first = table.name(database, table.number(hour));
    return Partitions.there(connection, database, table).stream()
        .filter(name -> name.matches(table.pattern(database)) && name.compareTo(first) < 0)
        .sorted()
        .toList();
  }

  /** Nobody waits long for that. */
  private static boolean drop(Connection connection, List<String> partitions) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local lock_timeout = '5s'");
      return statement.execute("drop table if exists " + String.join(", ", partitions));
    }
  }

  /** The default partition has what no clock should have said. */
  private int purgeOthers(Connection connection, Partitioned table, String column, Instant before)
      throws SQLException {
    String others = database.table(table.others());
    if (!Partitions.there(connection, database, table).contains(others)) {
      return 0;
    }
    String sql =
        "delete from %1$s where ctid = any (array(select ctid from %1$s where %2$s < ? limit ?))"
            .formatted(others, column);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      database.dialect().setTime(statement, 1, before);
      statement.setInt(2, ROWS_AT_ONCE);
      return statement.executeUpdate();
    }
  }
}
