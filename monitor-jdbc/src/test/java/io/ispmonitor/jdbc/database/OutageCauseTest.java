package io.ispmonitor.jdbc.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.support.Postgres;
import io.ispmonitor.jdbc.support.PostgresDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

class OutageCauseTest {

  private static OutageCause of(DataSource database, String... statements) {
    SQLException failure =
        assertThrows(
            SQLException.class,
            () -> {
              try (Connection connection = database.getConnection();
                  Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                  statement.execute(sql);
                }
              }
            });
    return OutageCause.of(failure);
  }

  @Nested
  @ExtendWith(Postgres.class)
  @DisplayName("what a real PostgreSQL reports")
  class OfPostgres {
    @Test
    @DisplayName("a wrong password is a login that is refused")
    void login(PostgresDatabase database) {
      DataSource nobody = database.as("nobody_at_all", "wrong");
      assertEquals(OutageCause.LOGIN_REFUSED, of(nobody, "select 1"));
    }

    @Test
    @DisplayName("a database that takes no writes is read-only")
    void readOnly(PostgresDatabase database) {
      assertEquals(
          OutageCause.READ_ONLY,
          of(
              database.asOwner(),
              "set default_transaction_read_only = on",
              "create table t (a integer)"));
    }

    @Test
    @DisplayName("tables, columns and rights that are missing are the schema's")
    void schema(PostgresDatabase database) {
      DataSource owner = database.asOwner();
      assertEquals(OutageCause.SCHEMA, of(owner, "select * from nowhere"));
      assertEquals(OutageCause.SCHEMA, of(owner, "select nothing from pg_class"));
      assertEquals(OutageCause.SCHEMA, of(owner, "create table nowhere.t (a integer)"));
      database.execute(
          "drop role if exists monitor_cause",
          "create role monitor_cause login password 'monitor'",
          "create table t (a integer)");
      assertEquals(
          OutageCause.SCHEMA,
          of(database.as("monitor_cause", "monitor"), "insert into t values (1)"));
      database.execute("drop role monitor_cause");
    }

    @Test
    @DisplayName("a statement that takes too long has run out of time")
    void timeout(PostgresDatabase database) {
      assertEquals(
          OutageCause.TIMEOUT,
          of(database.asOwner(), "set statement_timeout = 50", "select pg_sleep(30)"));
    }

    @Test
    @DisplayName("a lock that is not to be had is a conflict")
    void conflict(PostgresDatabase database) throws Exception {
      database.execute("create table t (a integer)");
      try (Connection other = database.asOwner().getConnection();
          Statement lock = other.createStatement()) {
        other.setAutoCommit(false);
        lock.execute("lock table t");
        assertEquals(
            OutageCause.CONFLICT,
            of(database.asOwner(), "set lock_timeout = 50", "insert into t values (1)"));
      }
    }

    @Test
    @DisplayName("what a table refuses is the data's fault, which another attempt does not mend")
    void data(PostgresDatabase database) {
      database.execute("create table t (a integer primary key)");
      OutageCause twice =
          of(database.asOwner(), "insert into t values (1)", "insert into t values (1)");
      assertEquals(OutageCause.DATA, twice);
      assertFalse(twice.isPassing());
      assertEquals(OutageCause.DATA, of(database.asOwner(), "select 1 / 0"));
    }

    @Test
    @DisplayName("a partition or a row referred to that is missing is the schema's, and passes")
    void partition(PostgresDatabase database) {
      database.execute(
          "create table t (a integer) partition by range (a)",
          "create table t_0 partition of t for values from (0) to (10)",
          "create table device (id integer primary key)",
          "create table state (device integer references device)");
      OutageCause missing = of(database.asOwner(), "insert into t values (11)");
      assertEquals(OutageCause.SCHEMA, missing);
      assertTrue(missing.isPassing());
      assertEquals(OutageCause.SCHEMA, of(database.asOwner(), "insert into state values (1)"));
    }

    @Test
    @DisplayName("what is too long for an index, or too many rows for one, is the data's fault")
    void tooMuch(PostgresDatabase database) {
      database.execute("create table t (a text primary key)");
      assertEquals(
          OutageCause.DATA,
          of(
              database.asOwner(),
              "insert into t select string_agg(md5(i::text), '') from generate_series(1, 1000) i"));
      assertEquals(
          OutageCause.DATA,
          of(
              database.asOwner(),
              "insert into t values ('a'), ('a') on conflict (a) do update set a = excluded.a"));
    }

    @Test
    @DisplayName("a session that is ended has a server that is stopping, or lost its connection")
    void ended(PostgresDatabase database) throws Exception {
      try (Connection connection = database.asOwner().getConnection();
          Statement statement = connection.createStatement()) {
        database.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
                + " where datname = current_database() and pid <> pg_backend_pid()");
        SQLException failure =
            assertThrows(SQLException.class, () -> statement.execute("select 1"));
        assertEquals(OutageCause.STARTING, OutageCause.of(failure));
        SQLException later = assertThrows(SQLException.class, () -> statement.execute("select 1"));
        assertEquals(OutageCause.CONNECTION_LOST, OutageCause.of(later));
      }
    }

    @Test
    @DisplayName("a port on which nobody listens is closed")
    void closed() throws IOException {
      PGSimpleDataSource nobody = new PGSimpleDataSource();
      try (ServerSocket once = new ServerSocket(0)) {
        nobody.setServerNames(new String[] {"127.0.0.1"});
        nobody.setPortNumbers(new int[] {once.getLocalPort()});
      }
      assertEquals(OutageCause.PORT_CLOSED, of(nobody, "select 1"));
    }
  }

  @Nested
  @DisplayName("what SQLite reports")
  class OfSqlite {
    @TempDir Path folder;

    private SQLiteDataSource file(SQLiteConfig config) {
      SQLiteDataSource source = new SQLiteDataSource(config);
      source.setUrl("jdbc:sqlite:" + folder.resolve("monitor.db"));
      return source;
    }

    @Test
    @DisplayName("a file that is no database, and a folder that is not there")
    void noDatabase() throws IOException {
      Files.writeString(folder.resolve("monitor.db"), "this is no database, whatever it is called");
      assertEquals(
          OutageCause.CONNECTION_LOST, of(file(new SQLiteConfig()), "create table t (a integer)"));
      SQLiteDataSource nowhere = new SQLiteDataSource();
      nowhere.setUrl("jdbc:sqlite:" + folder.resolve("no/such/folder.db"));
      assertEquals(OutageCause.CONNECTION_LOST, of(nowhere, "select 1"));
    }

    @Test
    @DisplayName("tables and columns that are missing are the schema's")
    void missing() {
      SQLiteDataSource database = file(new SQLiteConfig());
      assertEquals(OutageCause.SCHEMA, of(database, "select * from nowhere"));
      assertEquals(
          OutageCause.SCHEMA, of(database, "create table t (a integer)", "select b from t"));
      assertEquals(OutageCause.SCHEMA, of(database, "insert into t (b) values (1)"));
      assertEquals(OutageCause.OTHER, of(database, "nonsense"));
    }

    @Test
    @DisplayName("a database that somebody else writes to, and one that is only to be read")
    void busy() throws SQLException {
      SQLiteConfig impatient = new SQLiteConfig();
      impatient.setBusyTimeout(0);
      try (Connection other = file(impatient).getConnection();
          Statement statement = other.createStatement()) {
        statement.execute("create table t (a integer primary key)");
        statement.execute("begin immediate");
        assertEquals(OutageCause.CONFLICT, of(file(impatient), "insert into t values (1)"));
        statement.execute("rollback");
      }
      SQLiteConfig reading = new SQLiteConfig();
      reading.setReadOnly(true);
      assertEquals(OutageCause.READ_ONLY, of(file(reading), "insert into t values (1)"));
      assertEquals(
          OutageCause.DATA,
          of(file(impatient), "insert into t values (1)", "insert into t values (1)"));
    }
  }

  @Test
  @DisplayName("a server that cannot read its files is not told as one without room")
  void broken() {
    assertEquals(OutageCause.FULL, OutageCause.of(new SQLException("no space", "53100")));
    assertEquals(OutageCause.OTHER, OutageCause.of(new SQLException("i/o error", "58030")));
    assertEquals(OutageCause.OTHER, OutageCause.of(new SQLException("no file", "58P01")));
  }

  @Test
  @DisplayName("the most telling of a chain of causes counts")
  void chain() {
    SQLException lost = new SQLException("the connection attempt failed", "08001");
    assertEquals(OutageCause.CONNECTION_LOST, OutageCause.of(lost));
    lost.initCause(new UnknownHostException("db.example"));
    assertEquals(OutageCause.UNREACHABLE, OutageCause.of(lost));
    assertEquals(
        OutageCause.LOGIN_REFUSED,
        OutageCause.of(
            new SQLTransientConnectionException(
                "pool: no connection in 5000 ms", new SQLException("password", "28P01"))));
    assertEquals(
        OutageCause.NO_CONNECTION, OutageCause.of(new SQLTransientConnectionException("pool")));
    assertEquals(OutageCause.TIMEOUT, OutageCause.of(new SocketTimeoutException("read")));
    assertEquals(OutageCause.OTHER, OutageCause.of(new IllegalStateException("something else")));
  }

  @Test
  @DisplayName("a chain that bites its tail has an end")
  void circle() {
    Exception a = new IllegalStateException("a");
    Exception b = new IllegalStateException("b", a);
    a.initCause(b);
    assertEquals(OutageCause.OTHER, OutageCause.of(b));
  }
}
