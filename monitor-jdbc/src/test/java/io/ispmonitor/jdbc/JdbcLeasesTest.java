package io.ispmonitor.jdbc;

import io.ispmonitor.jdbc.support.Postgres;
import io.ispmonitor.jdbc.support.PostgresDatabase;
import io.ispmonitor.leadership.Leadership;
import io.ispmonitor.leadership.lease.LeaseLeadership;
import io.ispmonitor.leadership.lease.LeaseStore;
import io.ispmonitor.testkit.contract.LeadershipContract;
import io.ispmonitor.testkit.contract.LeaseStoreContract;
import io.ispmonitor.time.TimeSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

class JdbcLeasesTest {

  @Nested
  @ExtendWith(Postgres.class)
  @DisplayName("leases in PostgreSQL")
  class Leases extends LeaseStoreContract {
    private final PostgresDatabase database;

    Leases(PostgresDatabase database) {
      this.database = database;
    }

    @Override
    protected LeaseStore newStore() {
      return JdbcLeases.postgresql(database.asOwner());
    }
  }

  @Nested
  @ExtendWith(Postgres.class)
  @DisplayName("leadership by leases in PostgreSQL")
  class Leading extends LeadershipContract {
    private final LeaseStore store;

    Leading(PostgresDatabase database) {
      this.store = JdbcLeases.postgresql(database.asOwner());
    }

    @Override
    protected Contender newContender(String id, TimeSource time) {
      LeaseLeadership leadership =
          LeaseLeadership.builder(id, store).host("here").time(time).build();
      return new Contender() {
        @Override
        public Leadership leadership() {
          return leadership;
        }

        @Override
        public void start() {
          leadership.start();
        }

        @Override
        public void close() {
          leadership.close();
        }
      };
    }
  }
}
