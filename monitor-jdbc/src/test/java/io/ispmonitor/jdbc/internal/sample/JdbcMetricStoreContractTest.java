package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.support.Postgres;
import io.ispmonitor.jdbc.support.PostgresDatabase;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.testkit.contract.MetricStoreContract;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class JdbcMetricStoreContractTest {

  abstract static class Contract extends MetricStoreContract {
    @TempDir Path folder;
    private @Nullable SampleRig rig;

    abstract DatabaseKind kind();

    abstract DataSource source();

    @Override
    protected MetricStore newStore() {
      SampleRig made = new SampleRig(kind(), source(), folder.resolve("spools"));
      rig = made;
      return made.store();
    }

    @Override
    protected void settle(MetricStore store) {
      SampleRig made = rig;
      if (made != null) {
        made.settle();
      }
    }

    @AfterEach
    void closeRig() {
      SampleRig made = rig;
      if (made != null) {
        made.close();
      }
    }
  }

  @Nested
  @ExtendWith(Postgres.class)
  @DisplayName("over PostgreSQL")
  class OverPostgres extends Contract {
    private final PostgresDatabase database;

    OverPostgres(PostgresDatabase database) {
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
  @DisplayName("over SQLite")
  class OverSqlite extends Contract {
    @Override
    DatabaseKind kind() {
      return DatabaseKind.SQLITE;
    }

    @Override
    DataSource source() {
      SQLiteDataSource source = new SQLiteDataSource();
      source.setUrl("jdbc:sqlite:" + folder.resolve("monitor.db"));
      return source;
    }
  }
}
