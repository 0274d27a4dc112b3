package io.ispmonitor.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.database.DatabaseOutage;
import io.ispmonitor.jdbc.database.OutageCause;
import io.ispmonitor.jdbc.support.KillablePostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Somebody changes the password of the role that the storage logs in with. */
@Timeout(120)
@Isolated("listens to what the JVM says on System.err")
class StorageLoginTest {
  private static final String ROLE = "monitor_login";
  private static final String PASSWORD = "first-secret-7301";
  private static final String OTHER = "other-secret-9444";

  private final KillablePostgres server;
  private final Path directory;
  private final StorageLoad load = new StorageLoad();
  private final PrintStream realErr = System.err;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  StorageLoginTest(@TempDir Path directory) throws Exception {
    this.directory = directory;
    this.server = new KillablePostgres(directory);
    execute(
        "create role %s login password '%s'".formatted(ROLE, PASSWORD),
        "create schema %s authorization %1$s".formatted(ROLE));
    Path rules = directory.resolve("data").resolve("pg_hba.conf");
    String rest = Files.readString(rules);
    Files.writeString(rules, "host all %s 127.0.0.1/32 scram-sha-256%n%s".formatted(ROLE, rest));
    execute("select pg_reload_conf()");
  }

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void close() throws Exception {
    System.setErr(realErr);
    realErr.print(said.toString(StandardCharsets.UTF_8));
    server.close();
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = server.source().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private void setPassword(String password) throws SQLException {
    execute("alter role %s password '%s'".formatted(ROLE, password));
  }

  private void endSessions() throws SQLException {
    execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = '%s'"
            .formatted(ROLE));
  }

  private void assertRefused(JdbcStorage storage) {
    DatabaseOutage outage = FaultRig.awaitOutage(storage, OutageCause.LOGIN_REFUSED);
    assertTrue(outage.message().contains("password authentication failed"), outage::message);
    HealthCheck check = storage.health().health().get(0);
    assertTrue(check.detail().contains("correct user and password"), check::detail);
    String all =
        said.toString(StandardCharsets.UTF_8) + outage + check + storage.status() + storage;
    assertFalse(all.contains(PASSWORD) || all.contains(OTHER), all);
  }

  private void changed(DataSource source, boolean isKept) throws Exception {
    try (StorageRig rig =
        new StorageRig(DatabaseKind.POSTGRESQL, source, directory.resolve("waiting"))) {
      JdbcStorage storage = rig.open("one", FaultRig.HASTY);
      load.store(storage, 100);
      rig.settle();
      setPassword(OTHER);
      if (isKept) {
        load.store(storage, 100);
        rig.settle(); // sessions go on
        assertTrue(storage.outage().isEmpty());
        endSessions();
      }
      load.store(storage, 500);
      assertRefused(storage);
      rig.end(storage);

      JdbcStorage after = rig.open("one", FaultRig.HASTY);
      assertEquals(20, after.states().latest().size());
      assertRefused(after);
      load.store(after, 500);
      setPassword(PASSWORD);
      rig.settle();
      load.assertStored(after);
      assertTrue(after.outage().isEmpty());
    }
  }

  @Test
  @DisplayName("a login that is refused is named, at the start too, and nothing tells the password")
  void unpooled() throws Exception {
    changed(server.as(ROLE, PASSWORD), false);
  }

  @Test
  @DisplayName("behind a pool the refused login is named as well, once its connections are gone")
  void pooled() throws Exception {
    try (SmallPool pool = new SmallPool(server.as(ROLE, PASSWORD))) {
      changed(pool.source(), true);
    }
  }
}
