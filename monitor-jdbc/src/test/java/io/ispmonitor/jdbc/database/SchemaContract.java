package io.ispmonitor.jdbc.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What holds of the tables in every kind of database. */
abstract class SchemaContract {
  static final TableNames NAMES = TableNames.usual();

  abstract DatabaseKind kind();

  /** One that nobody has used; always the same within a test. */
  abstract DataSource database();

  private Schema schema() {
    return Schema.of(kind(), NAMES);
  }

  private void execute(String sql) throws Exception {
    try (Connection connection = database().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  @DisplayName("makes the tables, and makes them once")
  void makesTables() throws Exception {
    try (Connection connection = database().getConnection()) {
      assertEquals(kind(), DatabaseKind.of(connection));
    }
    SchemaException missing = assertThrows(SchemaException.class, () -> schema().check(database()));
    String message = String.valueOf(missing.getMessage());
    assertTrue(message.contains("of version 0"), message);
    assertEquals(schema().version(), schema().upgrade(database()));
    schema().check(database());
    assertEquals(0, schema().upgrade(database()), "nothing is left to do");
  }

  @Test
  @DisplayName("refuses tables of a newer version with a sentence")
  void newer() throws Exception {
    schema().upgrade(database());
    execute("insert into monitor_version (version) values (99)");
    for (Runnable use :
        List.<Runnable>of(() -> schema().upgrade(database()), () -> schema().check(database()))) {
      SchemaException newer = assertThrows(SchemaException.class, use::run);
      String message = String.valueOf(newer.getMessage());
      assertTrue(
          message.startsWith("tables monitor_* are of version 99, and this program"), message);
    }
  }

  @Test
  @DisplayName("keeps to its prefix, so that two disturb each other in nothing")
  void prefix() {
    schema().upgrade(database());
    Schema other = Schema.of(kind(), NAMES.withPrefix("lab_"));
    assertThrows(SchemaException.class, () -> other.check(database()));
    assertEquals(other.version(), other.upgrade(database()));
    other.check(database());
  }

  @Test
  @DisplayName("is made once when eight programs start together")
  void startTogether() throws Exception {
    ExecutorService programs = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Integer>> starts = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        starts.add(() -> schema().upgrade(database()));
      }
      int done = 0;
      for (Future<Integer> start : programs.invokeAll(starts)) {
        done += start.get();
      }
      assertEquals(schema().version(), done, "each version was applied by one of them");
    } finally {
      programs.shutdownNow();
    }
  }

  @Test
  @DisplayName("is made where numbers are written with other digits")
  void otherDigits() {
    String usual = schema().script();
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertEquals(usual, schema().script());
      assertEquals(schema().version(), schema().upgrade(database()));
      schema().check(database());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  @DisplayName("goes up from the first version with what is there, and shows it in its views")
  void upgrade() throws Exception {
    for (String statement : new SchemaScripts(kind(), NAMES).statements(1)) {
      execute(statement);
    }
    execute("insert into monitor_version (version) values (1)");
    execute("insert into monitor_device (name) values ('tower')");
    execute(
        "insert into monitor_state_change (device_id, at, from_state, to_state, outage, document)"
            + " values (1, %s, 'UP', 'DOWN', 'o-1',".formatted(epoch())
            + " '{\"outage\":{\"root\":\"mast\"},\"evidence\":{\"reason\":\"silent\"}}')");
    SchemaException old = assertThrows(SchemaException.class, () -> schema().check(database()));
    String message = String.valueOf(old.getMessage());
    assertTrue(
        message.contains("of version 1, and this program needs " + schema().version()), message);
    assertTrue(message.endsWith("Schema.script(1) prints"), message);
    assertEquals(schema().version() - 1, schema().upgrade(database()));
    schema().check(database());
    try (Connection connection = database().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select device, from_state, to_state, outage, root, reason from monitor_state_log")) {
      assertTrue(rows.next());
      List<String> row = new ArrayList<>();
      for (int i = 1; i <= 6; i++) {
        row.add(rows.getString(i));
      }
      assertEquals(List.of("tower", "UP", "DOWN", "o-1", "mast", "silent"), row);
    }
  }

  /** A time as the database keeps it. */
  private String epoch() {
    return kind() == DatabaseKind.SQLITE ? "0" : "'1970-01-01T00:00Z'";
  }

  @Test
  @DisplayName("can be printed and run by other means")
  void printed() throws Exception {
    for (String statement : Script.statements(schema().script())) {
      execute(statement);
    }
    schema().check(database());
    assertEquals("", schema().script(schema().version()));
  }
}
