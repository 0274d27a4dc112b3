package io.ispmonitor.jdbc;

import io.ispmonitor.jdbc.support.Postgres;
import io.ispmonitor.jdbc.support.PostgresDatabase;
import io.ispmonitor.maintenance.MaintenanceStore;
import io.ispmonitor.testkit.contract.MaintenanceStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

class JdbcMaintenanceStoreContractTest {

  @Nested
  @ExtendWith(Postgres.class)
  @DisplayName("in PostgreSQL")
  class InPostgres extends Both {
    InPostgres(PostgresDatabase database, @TempDir Path directory) {
      super(StorageRig.postgres(database, directory));
    }
  }

  @Nested
  @DisplayName("in SQLite")
  class InSqlite extends Both {
    InSqlite(@TempDir Path directory) {
      super(StorageRig.sqlite(directory));
    }
  }

  abstract static class Both extends MaintenanceStoreContract {
    private final StorageRig rig;

    Both(StorageRig rig) {
      this.rig = rig;
    }

    @Override
    protected MaintenanceStore newStore() {
      return rig.open().maintenance();
    }

    @Override
    protected MaintenanceStore sameDataAs(MaintenanceStore store) {
      rig.settle();
      return rig.open().maintenance();
    }

    @AfterEach
    void close() {
      rig.close();
    }
  }
}
