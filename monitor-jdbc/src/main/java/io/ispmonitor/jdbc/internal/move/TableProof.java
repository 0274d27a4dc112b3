package io.ispmonitor.jdbc.internal.move;

import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.jdbc.internal.carry.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads a table on both sides, each with its own names and numbers, and compares. */
final class TableProof {
  private final MovedTable table;

  TableProof(MovedTable table) {
    this.table = table;
  }

  Compared compare(Database source, Database target) throws SQLException {
    return new Compared(table.name(), figures(source, false), figures(target, table.isNumbered()));
  }

  /**
   * Rows and a digest.
   *
   * @param isMovedOnly whether only rows with numbers below those that the database gives count
   */
  private String figures(Database database, boolean isMovedOnly) throws SQLException {
    String rows = database.table(table.name());
    String sql =
        "select %s from %s t%s%s%s"
            .formatted(
                columns(),
                rows,
                hasDevice()
                    ? " left join %s d on d.id = t.device_id".formatted(database.table("device"))
                    : "",
                isMovedOnly ? " where t.%s < 0".formatted(table.order()) : "",
                table.isNumbered() ? " order by t." + table.order() : "");
    return database.read("move", connection -> figures(connection, database.dialect(), sql));
  }

  private boolean hasDevice() {
    return table.columns().stream().anyMatch(is -> is.kind() == MovedTable.Kind.DEVICE);
  }

  private String columns() {
    return String.join(
        ", ",
        table.columns().stream()
            .map(is -> is.kind() == MovedTable.Kind.DEVICE ? "d.name" : "t." + is.name())
            .toList());
  }

  private String figures(Connection connection, Dialect dialect, String sql) throws SQLException {
    Digest digest = new Digest();
    long count = 0;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(1_000);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          count++;
          digest.add(row(rows, dialect, table.isNumbered() ? count : 0));
        }
      }
    }
    return "%,d rows, digest %s".formatted(count, digest);
  }

  private long row(ResultSet rows, Dialect dialect, long place) throws SQLException {
    long all = place;
    for (int i = 1; i <= table.columns().size(); i++) {
      all =
          switch (table.columns().get(i - 1).kind()) {
            case NUMBERED -> all;
            case DEVICE, TEXT, DOCUMENT -> Digest.of(all, text(rows.getString(i)));
            case NUMBER -> Digest.of(all, rows.getLong(i));
            case FLAG -> Digest.of(all, rows.getBoolean(i) ? 1 : 0);
            case TIME -> Digest.of(all, time(rows, dialect, i));
          };
    }
    return all;
  }

  private static long text(@Nullable String text) {
    return text == null ? 0 : Digest.of(text);
  }

  private static long time(ResultSet rows, Dialect dialect, int column) throws SQLException {
    if (rows.getObject(column) == null) {
      return Long.MIN_VALUE;
    }
    Instant at = dialect.time(rows, column);
    return Digest.of(at.getEpochSecond(), at.getNano());
  }
}
