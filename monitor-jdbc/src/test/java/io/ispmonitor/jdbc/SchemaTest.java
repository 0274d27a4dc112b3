package io.ispmonitor.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.support.Postgres;
import io.ispmonitor.jdbc.support.PostgresDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class SchemaTest {
  private static final TableNames NAMES = TableNames.usual();

  private static void execute(DataSource database, String... statements) throws Exception {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** What holds of every kind of database. */
  private static void upgrades(DatabaseKind kind, DataSource database) {
    Schema schema = Schema.of(kind, NAMES);
    SchemaException missing = assertThrows(SchemaException.class, () -> schema.check(database));
    assertTrue(String.valueOf(missing.getMessage()).contains("of version 0"), missing.getMessage());
    assertEquals(schema.version(), schema.upgrade(database));
    schema.check(database);
    assertEquals(0, schema.upgrade(database), "nothing is left to do");
  }

  private static void refusesNewer(DatabaseKind kind, DataSource database) throws Exception {
    Schema schema = Schema.of(kind, NAMES);
    schema.upgrade(database);
    execute(database, "insert into monitor_version (version) values (99)");
    for (Runnable use :
        List.<Runnable>of(() -> schema.upgrade(database), () -> schema.check(database))) {
      SchemaException newer = assertThrows(SchemaException.class, use::run);
      assertTrue(
          String.valueOf(newer.getMessage())
              .startsWith("tables monitor_* are of version 99, and this program"),
          newer.getMessage());
    }
  }

  /** Two prefixes in one database disturb each other in nothing. */
  private static void prefixes(DatabaseKind kind, DataSource database) {
    Schema.of(kind, NAMES).upgrade(database);
    Schema other = Schema.of(kind, NAMES.withPrefix("lab_"));
    assertThrows(SchemaException.class, () -> other.check(database));
    assertEquals(other.version(), other.upgrade(database));
    other.check(database);
  }

  private static void together(DatabaseKind kind, DataSource database) throws Exception {
    Schema schema = Schema.of(kind, NAMES);
    ExecutorService programs = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Integer>> starts = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        starts.add(() -> schema.upgrade(database));
      }
      int done = 0;
      for (Future<Integer> start : programs.invokeAll(starts)) {
        done += start.get();
      }
      assertEquals(schema.version(), done, "each version was applied by one of them");
    } finally {
      programs.shutdownNow();
    }
  }

  private static void printed(DatabaseKind kind, DataSource database) throws Exception {
    Schema schema = Schema.of(kind, NAMES);
    for (String statement : Script.statements(schema.script())) {
      execute(database, statement);
    }
    schema.check(database);
    assertEquals("", schema.script(schema.version()));
  }

  @Nested
  @ExtendWith(Postgres.class)
  @DisplayName("in PostgreSQL")
  class InPostgres {
    @Test
    @DisplayName("makes the tables, and makes them once")
    void makesTables(PostgresDatabase database) throws Exception {
      try (Connection connection = database.asOwner().getConnection()) {
        assertEquals(DatabaseKind.POSTGRESQL, DatabaseKind.of(connection));
      }
      upgrades(DatabaseKind.POSTGRESQL, database.asOwner());
    }

    @Test
    @DisplayName("refuses tables of a newer version with a sentence")
    void newer(PostgresDatabase database) throws Exception {
      refusesNewer(DatabaseKind.POSTGRESQL, database.asOwner());
    }

    @Test
    @DisplayName("keeps to its prefix")
    void prefix(PostgresDatabase database) {
      prefixes(DatabaseKind.POSTGRESQL, database.asOwner());
    }

    @Test
    @DisplayName("is made once when eight programs start together")
    void startTogether(PostgresDatabase database) throws Exception {
      together(DatabaseKind.POSTGRESQL, database.asOwner());
    }

    @Test
    @DisplayName("can be printed and run by other means")
    void script(PostgresDatabase database) throws Exception {
      printed(DatabaseKind.POSTGRESQL, database.asOwner());
    }

    @Test
    @DisplayName("makes its own schema, and uses one that is there without the right to make one")
    void ownSchema(PostgresDatabase database) {
      Schema made = Schema.of(DatabaseKind.POSTGRESQL, NAMES.inSchema("network"));
      made.upgrade(database.asOwner());
      made.check(database.asOwner());

      database.execute(
          "drop role if exists monitor_lab",
          "create role monitor_lab login password 'monitor'",
          "create schema lab authorization monitor_lab");
      DataSource monitor = database.as("monitor_lab", "monitor");
      Schema given = Schema.of(DatabaseKind.POSTGRESQL, NAMES.inSchema("lab"));
      given.upgrade(monitor);
      given.check(monitor);
      database.execute("drop owned by monitor_lab cascade", "drop role monitor_lab");
    }

    @Test
    @DisplayName("changes nothing when a statement fails")
    void failure(PostgresDatabase database) {
      database.execute("create table monitor_ledger (other text)");
      Schema schema = Schema.of(DatabaseKind.POSTGRESQL, NAMES);
      SchemaException failed =
          assertThrows(SchemaException.class, () -> schema.upgrade(database.asOwner()));
      assertTrue(
          String.valueOf(failed.getMessage()).contains("monitor_ledger"), failed.getMessage());
      assertTrue(
          String.valueOf(failed.getMessage()).endsWith("nothing was changed"), failed.getMessage());
      database.execute("drop table monitor_ledger");
      assertEquals(schema.version(), schema.upgrade(database.asOwner()));
    }
  }

  @Nested
  @DisplayName("in SQLite")
  class InSqlite {
    @TempDir Path folder;

    private DataSource file() {
      SQLiteDataSource source = new SQLiteDataSource();
      source.setUrl("jdbc:sqlite:" + folder.resolve("monitor.db"));
      return source;
    }

    @Test
    @DisplayName("makes the tables, and makes them once")
    void makesTables() throws Exception {
      try (Connection connection = file().getConnection()) {
        assertEquals(DatabaseKind.SQLITE, DatabaseKind.of(connection));
      }
      upgrades(DatabaseKind.SQLITE, file());
    }

    @Test
    @DisplayName("refuses tables of a newer version with a sentence")
    void newer() throws Exception {
      refusesNewer(DatabaseKind.SQLITE, file());
    }

    @Test
    @DisplayName("keeps to its prefix")
    void prefix() {
      prefixes(DatabaseKind.SQLITE, file());
    }

    @Test
    @DisplayName("is made once when eight programs start together")
    void startTogether() throws Exception {
      together(DatabaseKind.SQLITE, file());
    }

    @Test
    @DisplayName("can be printed and run by other means")
    void script() throws Exception {
      printed(DatabaseKind.SQLITE, file());
    }

    @Test
    @DisplayName("has no schemas")
    void noSchemas() {
      assertThrows(
          IllegalArgumentException.class,
          () -> Schema.of(DatabaseKind.SQLITE, NAMES.inSchema("network")));
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
