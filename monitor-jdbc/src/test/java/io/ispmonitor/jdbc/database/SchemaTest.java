package io.ispmonitor.jdbc.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.support.Postgres;
import io.ispmonitor.jdbc.support.PostgresDatabase;
import io.ispmonitor.jdbc.support.TcpProxy;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.sqlite.SQLiteDataSource;

@Isolated("sets the locale of the JVM")
class SchemaTest {
  private static final TableNames NAMES = SchemaContract.NAMES;

  @Nested
  @ExtendWith(Postgres.class)
  @DisplayName("in PostgreSQL")
  class InPostgres extends SchemaContract {
    private final PostgresDatabase database;

    InPostgres(PostgresDatabase database) {
      this.database = database;
    }

    @Override
    DatabaseKind kind() {
      return DatabaseKind.POSTGRESQL;
    }

    @Override
    DataSource database() {
      return database.asOwner();
    }

    @Test
    @DisplayName("a connection that goes dead after the login is given up")
    void deadConnection() throws SQLException {
      try (TcpProxy proxy = database.proxy();
          Connection connection = database.through(proxy).getConnection()) {
        proxy.freeze(true);
        DataSource pool =
            (DataSource)
                Proxy.newProxyInstance(
                    DataSource.class.getClassLoader(),
                    new Class<?>[] {DataSource.class},
                    (self, method, arguments) -> connection);
        Schema schema = Schema.of(kind(), NAMES).answeredWithin(Duration.ofMillis(300));
        assertThrows(SchemaException.class, () -> schema.upgrade(pool));
        assertTrue(connection.isClosed());
      }
    }

    @Test
    @DisplayName("a lease of the version before goes on, its term begun with its token")
    void leaseGoesOn() throws SQLException {
      SchemaScripts scripts = new SchemaScripts(kind(), NAMES);
      try (Connection connection = database().getConnection();
          Statement statement = connection.createStatement()) {
        for (int version = 1; version <= 4; version++) {
          for (String one : scripts.statements(version)) {
            statement.execute(one);
          }
          statement.execute("insert into monitor_version (version) values (" + version + ")");
        }
        statement.execute(
            "insert into monitor_lease (scope, token, version, holder) values ('all', 7, 3, 'east')");
        assertEquals(1, Schema.of(kind(), NAMES).upgrade(database()));
        try (ResultSet lease =
            statement.executeQuery(
                "select token, holder, since_token, origin from monitor_lease")) {
          assertTrue(lease.next());
          assertEquals(7, lease.getLong("token"));
          assertEquals("east", lease.getString("holder"));
          assertEquals(7, lease.getLong("since_token"));
          assertNull(lease.getString("origin"));
        }
      }
    }

    @Test
    @DisplayName("makes its own schema, and uses one that is there without the right to make one")
    void ownSchema() {
      Schema made = Schema.of(kind(), NAMES.inSchema("network"));
      made.upgrade(database());
      made.check(database());

      database.execute(
          "drop role if exists monitor_lab",
          "create role monitor_lab login password 'monitor'",
          "create schema lab authorization monitor_lab");
      DataSource monitor = database.as("monitor_lab", "monitor");
      Schema given = Schema.of(kind(), NAMES.inSchema("lab"));
      given.upgrade(monitor);
      given.check(monitor);
      database.execute("drop owned by monitor_lab cascade", "drop role monitor_lab");
    }

    @Test
    @DisplayName("is made once where transactions see only what was there when they began")
    void stricterIsolation() throws Exception {
      database.execute(
          "do $$ begin execute format('alter database %I set default_transaction_isolation = %L',"
              + " current_database(), 'repeatable read'); end $$");
      assertEquals(1, together(List.of(NAMES)));
    }

    @Test
    @DisplayName("is made once when programs name the same tables in two ways")
    void namedInTwoWays() throws Exception {
      assertEquals(1, together(List.of(NAMES, NAMES.inSchema("public"))));
    }

    @Test
    @DisplayName("is made for several prefixes at once in a schema that is new")
    void newSchemaForMany() throws Exception {
      TableNames lab = NAMES.inSchema("lab");
      assertEquals(
          4,
          together(List.of(lab, lab.withPrefix("a_"), lab.withPrefix("b_"), lab.withPrefix("c_"))));
    }

    /**
     * Lets eight programs start at once, with these names in turn; returns how many made tables.
     */
    private int together(List<TableNames> names) throws Exception {
      ExecutorService programs = Executors.newFixedThreadPool(8);
      CyclicBarrier begin = new CyclicBarrier(8);
      try {
        List<Callable<Integer>> starts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          Schema schema = Schema.of(kind(), names.get(i % names.size()));
          starts.add(
              () -> {
                begin.await();
                return schema.upgrade(database()) > 0 ? 1 : 0;
              });
        }
        int made = 0;
        for (Future<Integer> start : programs.invokeAll(starts)) {
          made += start.get();
        }
        return made;
      } finally {
        programs.shutdownNow();
      }
    }

    @Test
    @DisplayName("does not say that nothing was changed when the connection ends in the commit")
    void lostInCommit() {
      Schema schema = Schema.of(kind(), NAMES);
      SchemaException lost =
          assertThrows(
              SchemaException.class, () -> schema.upgrade(LostInCommit.of(database.asOwner())));
      String message = String.valueOf(lost.getMessage());
      assertTrue(message.contains("whether that was done is not known"), message);
      assertEquals(0, schema.upgrade(database()), "it was done");
    }

    @Test
    @DisplayName("prints a script that can be run where its schema is already there")
    void scriptForSchema() throws Exception {
      Schema schema = Schema.of(kind(), NAMES.inSchema("lab"));
      database.execute("create schema lab");
      database.execute(Script.statements(schema.script()).toArray(String[]::new));
      schema.check(database());
    }

    @Test
    @DisplayName("is refused a schema of which the name is a word the server keeps to itself")
    void reserved() throws Exception {
      try (Connection connection = database().getConnection();
          Statement statement = connection.createStatement();
          ResultSet words =
              statement.executeQuery(
                  "select word from pg_get_keywords() where catcode in ('R', 'T')")) {
        int refused = 0;
        while (words.next()) {
          String word = words.getString(1);
          assertThrows(IllegalArgumentException.class, () -> NAMES.inSchema(word), word);
          refused++;
        }
        assertTrue(refused > 50, "refused " + refused);
      }
      assertEquals("public.", NAMES.inSchema("public").qualifier());
    }

    @Test
    @DisplayName("changes nothing when a statement fails")
    void failure() {
      database.execute("create table monitor_ledger (other text)");
      Schema schema = Schema.of(kind(), NAMES);
      SchemaException failed =
          assertThrows(SchemaException.class, () -> schema.upgrade(database()));
      String message = String.valueOf(failed.getMessage());
      assertTrue(message.contains("monitor_ledger"), message);
      assertTrue(message.endsWith("nothing was changed"), message);
      database.execute("drop table monitor_ledger");
      assertEquals(schema.version(), schema.upgrade(database()));
    }
  }

  @Nested
  @DisplayName("in SQLite")
  class InSqlite extends SchemaContract {
    @TempDir Path folder;

    @Override
    DatabaseKind kind() {
      return DatabaseKind.SQLITE;
    }

    @Override
    DataSource database() {
      SQLiteDataSource source = new SQLiteDataSource();
      source.setUrl("jdbc:sqlite:" + folder.resolve("monitor.db"));
      return source;
    }

    @Test
    @DisplayName("has no schemas")
    void noSchemas() {
      assertThrows(
          IllegalArgumentException.class, () -> Schema.of(kind(), NAMES.inSchema("network")));
    }
  }

  @Test
  @DisplayName("names that are no plain names are refused")
  void names() {
    for (String bad : List.of("Monitor", "x; drop table y", "1a", "a".repeat(31), "a-b")) {
      assertThrows(IllegalArgumentException.class, () -> NAMES.withPrefix(bad), bad);
      assertThrows(IllegalArgumentException.class, () -> NAMES.inSchema(bad), bad);
    }
    assertEquals("lab.isp_*", NAMES.inSchema("lab").withPrefix("isp_").toString());
  }
}
