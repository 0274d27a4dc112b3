package io.ispmonitor.jdbc;

import io.ispmonitor.jdbc.support.Postgres;
import io.ispmonitor.jdbc.support.PostgresDatabase;
import io.ispmonitor.reachability.StateLog;
import io.ispmonitor.testkit.contract.StateLogContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

class JdbcStateLogContractTest {

  @Nested
  @ExtendWith(Postgres.class)
  @DisplayName("in PostgreSQL")
  class InPostgres extends StateLogContract {
    private final StorageRig rig;

    InPostgres(PostgresDatabase database, @TempDir Path directory) {
      this.rig = StorageRig.postgres(database, directory);
    }

    @Override
    protected StateLog newLog() {
      return rig.open().states();
    }

    @Override
    protected void settle(StateLog log) {
      rig.settle();
    }

    @AfterEach
    void close() {
      rig.close();
    }
  }

  @Nested
  @DisplayName("in SQLite")
  class InSqlite extends StateLogContract {
    private final StorageRig rig;

    InSqlite(@TempDir Path directory) {
      this.rig = StorageRig.sqlite(directory);
    }

    @Override
    protected StateLog newLog() {
      return rig.open().states();
    }

    @Override
    protected void settle(StateLog log) {
      rig.settle();
    }

    @AfterEach
    void close() {
      rig.close();
    }
  }
}
