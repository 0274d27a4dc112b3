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
  class InPostgres extends AlertLedgerContract {
    private final StorageRig rig;

    InPostgres(PostgresDatabase database, @TempDir Path directory) {
      this.rig = StorageRig.postgres(database, directory);
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

  @Nested
  @DisplayName("in SQLite")
  class InSqlite extends AlertLedgerContract {
    private final StorageRig rig;

    InSqlite(@TempDir Path directory) {
      this.rig = StorageRig.sqlite(directory);
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
