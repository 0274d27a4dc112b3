package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.internal.sql.SqliteSource;
import io.ispmonitor.jdbc.support.Postgres;
import io.ispmonitor.jdbc.support.PostgresDatabase;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(120)
class CapacityTest {

  @Nested
  @ExtendWith(Postgres.class)
  @DisplayName("in PostgreSQL")
  class InPostgres extends CapacityContract {
    private final PostgresDatabase database;

    InPostgres(PostgresDatabase database) {
      this.database = database;
    }

    @Override
    DatabaseKind kind() {
      return DatabaseKind.POSTGRESQL;
    }

    @Override
    DataSource source() {
      return database.asOwner();
    }
  }

  @Nested
  @DisplayName("in SQLite")
  class InSqlite extends CapacityContract {
    @Override
    DatabaseKind kind() {
      return DatabaseKind.SQLITE;
    }

    @Override
    DataSource source() {
      return new SqliteSource(folder.resolve("monitor.db"));
    }
  }
}
