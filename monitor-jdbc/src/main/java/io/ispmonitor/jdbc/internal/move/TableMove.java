package io.ispmonitor.jdbc.internal.move;

import io.ispmonitor.jdbc.internal.carry.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;

/**
 * Moves a table of the main file. Rows that have numbers get such below all that the target gives,
 * in the same order: what a monitor adds there meanwhile comes behind them. One thread.
 */
final class TableMove {
  private final Database source;
  private final Database target;
  private final MovedTable table;
  private final MovePositions positions;
  private final SourceNumbers numbers;
  private final int atOnce;
  private final String part;

  TableMove(
      Database source,
      Database target,
      MovedTable table,
      MovePositions positions,
      SourceNumbers numbers,
      int atOnce) {
    this.source = source;
    this.target = target;
    this.table = table;
    this.positions = positions;
    this.numbers = numbers;
    this.atOnce = atOnce;
    this.part = "move " + table.name();
  }

  /** Moves what is not moved yet; returns how many rows. */
  long run() throws SQLException {
    long before = table.isNumbered() ? numbersBefore() : 0;
    long moved = 0;
    int last;
    do {
      last = source.read("move", connection -> some(connection, before));
      moved += last;
    } while (last == atOnce);
    return moved;
  }

  /** What is taken from numbers so that they are below those that the target gives. */
  private long numbersBefore() throws SQLException {
    String sql = "select max(%s) from %s".formatted(table.order(), source.table(table.name()));
    return source.read(
        "move",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql);
              ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getLong(1) + 1 : 1;
          }
        });
  }

  private int some(Connection from, long before) throws SQLException {
    String where =
        table.isNumbered()
            ? "where %s > ? order by %s limit ?".formatted(table.order(), table.order())
            : "order by %s limit ?2 offset ?1".formatted(table.order());
    String sql = "select %s from %s %s".formatted(table.names(), source.table(table.name()), where);
    try (PreparedStatement statement = from.prepareStatement(sql)) {
      statement.setLong(1, positions.of(part));
      statement.setInt(2, atOnce);
      try (ResultSet rows = statement.executeQuery()) {
        return target.write("move", into -> insert(rows, into, before));
      }
    }
  }

  private int insert(ResultSet rows, Connection into, long before) throws SQLException {
    String sql =
        "insert into %s (%s) %s values (%s)"
            .formatted(
                target.table(table.name()),
                table.names(),
                table.isNumbered() ? "overriding system value" : "",
                table.places(target.dialect().json()));
    int count = 0;
    long last = positions.of(part);
    try (PreparedStatement statement = into.prepareStatement(sql)) {
      while (rows.next()) {
        set(statement, rows, before);
        statement.addBatch();
        count++;
        last = table.isNumbered() ? rows.getLong(1) : last + 1;
      }
      statement.executeBatch();
    }
    if (count > 0) {
      positions.advance(into, part, last);
    }
    return count;
  }

  private void set(PreparedStatement statement, ResultSet rows, long before) throws SQLException {
    for (int i = 1; i <= table.columns().size(); i++) {
      switch (table.columns().get(i - 1).kind()) {
        case NUMBERED -> statement.setLong(i, rows.getLong(i) - before);
        case DEVICE -> statement.setInt(i, numbers.device(rows.getInt(i)));
        case TEXT, DOCUMENT -> statement.setString(i, rows.getString(i));
        case NUMBER -> statement.setInt(i, rows.getInt(i));
        case FLAG -> statement.setBoolean(i, rows.getBoolean(i));
        case TIME -> {
          if (rows.getObject(i) == null) {
            statement.setNull(i, Types.TIMESTAMP_WITH_TIMEZONE);
          } else {
            target.dialect().setTime(statement, i, source.dialect().time(rows, i));
          }
        }
      }
    }
  }
}
