package io.ispmonitor.jdbc;

import io.ispmonitor.alert.AlertLedger;
import io.ispmonitor.jdbc.support.Postgres;
import io.ispmonitor.jdbc.support.PostgresDatabase;
import io.ispmonitor.testkit.contract.AlertLedgerContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

class JdbcAlertLedgerContractTest {

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

  abstract static class Both extends AlertLedgerContract {
    private final StorageRig rig;

    Both(StorageRig rig) {
      this.rig = rig;
    }

    @Override
    protected AlertLedger newLedger() {
      return rig.open().ledger();
    }

    @Override
    protected AlertLedger sameDataAs(AlertLedger ledger) {
      rig.settle();
      return rig.open().ledger();
    }

    @AfterEach
    void close() {
      rig.close();
    }
  }
}
