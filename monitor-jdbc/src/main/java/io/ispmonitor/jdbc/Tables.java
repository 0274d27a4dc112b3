package io.ispmonitor.jdbc;

import io.ispmonitor.jdbc.database.Schema;
import io.ispmonitor.jdbc.database.SchemaException;
import io.ispmonitor.jdbc.internal.carry.Gate;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Sees to it that the tables are there: when the database answers for the first time, and each time
 * after it failed, since it may be another one by then.
 */
final class Tables implements Gate {
  private final Schema schema;
  private final DataSource database;
  private final boolean isUpgraded;

  Tables(Schema schema, DataSource database, boolean isUpgraded) {
    this.schema = schema;
    this.database = database;
    this.isUpgraded = isUpgraded;
  }

  @Override
  public synchronized void pass() throws SQLException {
    try {
      if (isUpgraded) {
        schema.upgrade(database);
      } else {
        schema.check(database);
      }
    } catch (SchemaException e) {
      if (e.getCause() instanceof SQLException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
