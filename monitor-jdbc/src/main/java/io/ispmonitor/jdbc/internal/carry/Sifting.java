package io.ispmonitor.jdbc.internal.carry;

import io.ispmonitor.jdbc.database.OutageCause;
import io.ispmonitor.jdbc.internal.spool.SpoolRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a batch that the database does not take as a whole: halves it until the records that it
 * refuses stand alone, and writes all others.
 */
final class Sifting {
  private final BatchWriter writer;
  private final List<Refusal> refusals = new ArrayList<>();

  Sifting(BatchWriter writer) {
    this.writer = writer;
  }

  /** A record that will not be stored, and why. */
  record Refusal(SpoolRecord record, Exception reason) {}

  List<Refusal> refusals() {
    return refusals;
  }

  /** Whether the failure is of what was written, so that waiting is of no use. */
  static boolean isOfRecords(Exception failure) {
    return !(failure instanceof SQLException) || !OutageCause.of(failure).isPassing();
  }

  void write(Connection connection, List<SpoolRecord> records) throws SQLException {
    execute(connection, "savepoint sifting");
    try {
      writer.write(connection, records);
      execute(connection, "release savepoint sifting");
    } catch (SQLException | RuntimeException e) {
      if (!isOfRecords(e)) {
        throw e;
      }
      execute(connection, "rollback to savepoint sifting");
      execute(connection, "release savepoint sifting");
      divide(connection, records, e);
    }
  }

  private void divide(Connection connection, List<SpoolRecord> records, Exception reason)
      throws SQLException {
    int half = records.size() / 2;
    if (half == 0) {
      refusals.add(new Refusal(records.get(0), reason));
      return;
    }
    write(connection, records.subList(0, half));
    write(connection, records.subList(half, records.size()));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
