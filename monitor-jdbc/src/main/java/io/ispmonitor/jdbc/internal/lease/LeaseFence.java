package io.ispmonitor.jdbc.internal.lease;

import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.leadership.Fence;
import io.ispmonitor.leadership.FencingToken;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Which tokens are out of date, as the database knows it: those from before the terms that whoever
 * is in charge has had one after the other, with nobody else's between them. While somebody writes
 * under a token the lease cannot be taken, so what is written was still allowed when it was
 * committed.
 */
public final class LeaseFence {
  private final Database database;

  /** Of these tables. */
  public LeaseFence(Database database) {
    this.database = database;
  }

  /**
   * The fence for as long as the transaction lasts: nobody takes a lease meanwhile, unless the
   * transaction is abandoned.
   */
  public Fence hold(Connection connection) throws SQLException {
    if (database.dialect().hasLeases()) {
      Abandoned.ends(connection);
    }
    return read(connection, " for key share");
  }

  /** The fence as of the transaction's moment. */
  public Fence look(Connection connection) throws SQLException {
    return read(connection, "");
  }

  private Fence read(Connection connection, String lock) throws SQLException {
    Fence fence = new Fence();
    if (!database.dialect().hasLeases()) {
      return fence;
    }
    String sql =
        "select scope, since_token from %s order by scope".formatted(database.table("lease"));
    try (PreparedStatement statement = connection.prepareStatement(sql + lock);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        fence.raise(new FencingToken(rows.getString(1), rows.getLong(2)));
      }
    }
    return fence;
  }
}
