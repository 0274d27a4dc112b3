package io.ispmonitor.jdbc.internal.carry;

import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.internal.sql.Transactions.Work;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How one database wants to be spoken to. Holds no state. */
public sealed interface Dialect permits PostgresDialect, SqliteDialect {

  /** The one of a kind of database. */
  static Dialect of(DatabaseKind kind) {
    return switch (kind) {
      case POSTGRESQL -> PostgresDialect.INSTANCE;
      case SQLITE -> SqliteDialect.INSTANCE;
    };
  }

  /** Whether leases lie in it. */
  boolean hasLeases();

  /** The place of a JSON document in a statement. */
  String json();

  /** That a number is one of those that {@link #setNumbers} sets. */
  String isOneOf();

  /** The numbers of {@link #isOneOf}. */
  void setNumbers(PreparedStatement statement, int index, long[] numbers) throws SQLException;

  /** The present time, as columns that say when something was noted hold it. */
  String now();

  /**
   * Does what writes, as a whole or not at all.
   *
   * @param millis after which the call is broken off; the server waits no longer for a lock, or it
   *     would go on waiting for somebody who has left
   */
  <T> T write(Connection connection, int millis, Work<T> work) throws SQLException;

  /** Does what reads, all of it as of one moment. */
  <T> T read(Connection connection, Work<T> work) throws SQLException;

  /**
   * Breaks a connection off that does not answer for this long, where the driver can.
   *
   * @return what was so before
   */
  int limit(Connection connection, int millis) throws SQLException;

  /** A time; to the microsecond, and no further away than databases know. */
  void setTime(PreparedStatement statement, int index, @Nullable Instant at) throws SQLException;

  /** A time that must be there. */
  Instant time(ResultSet rows, int column) throws SQLException;

  /** An id. */
  void setId(PreparedStatement statement, int index, UUID id) throws SQLException;

  /** A time out of what a limit of a driver is given in. */
  static int millis(Duration limit) {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(1, limit.toMillis()));
  }
}
