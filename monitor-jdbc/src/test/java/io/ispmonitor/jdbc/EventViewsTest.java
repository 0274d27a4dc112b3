package io.ispmonitor.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.LedgerEntry;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.jdbc.internal.sql.SqliteSource;
import io.ispmonitor.jdbc.support.Postgres;
import io.ispmonitor.jdbc.support.PostgresDatabase;
import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.StateChange;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** States, alerts and decisions as rows, for whoever looks into the database. */
@Timeout(60)
class EventViewsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.125Z");
  private static final FencingToken TOKEN = new FencingToken("all", 1);

  @Nested
  @ExtendWith(Postgres.class)
  @DisplayName("in PostgreSQL")
  class InPostgres extends Both {
    InPostgres(PostgresDatabase database, @TempDir Path directory) {
      super(StorageRig.postgres(database, directory), database.asOwner());
    }

    @Override
    String time(String column) {
      return "to_char(%s at time zone 'UTC', 'HH24:MI:SS.MS')".formatted(column);
    }
  }

  @Nested
  @DisplayName("in SQLite")
  class InSqlite extends Both {
    InSqlite(@TempDir Path directory) {
      super(StorageRig.sqlite(directory), new SqliteSource(directory.resolve("shared.db")));
    }

    @Override
    String time(String column) {
      return "substr(%s, 12)".formatted(column);
    }
  }

  /** What both databases show. */
  abstract static class Both {
    private final StorageRig rig;
    private final DataSource database;

    Both(StorageRig rig, DataSource database) {
      this.rig = rig;
      this.database = database;
    }

    /** The time of the day in a column, in UTC. */
    abstract String time(String column);

    @AfterEach
    void close() {
      rig.close();
    }

    private List<String> rows(String sql) throws SQLException {
      List<String> found = new ArrayList<>();
      try (Connection connection = database.getConnection();
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            row.add(String.valueOf(rows.getString(i)));
          }
          found.add(String.join(" | ", row));
        }
      }
      return found;
    }

    private static StateChange change(
        String device, int second, DeviceState from, DeviceState to, boolean isOutage) {
      Evidence evidence =
          new Evidence(Evidence.Basis.MISSES, "3 unanswered", 3, null, null, List.of());
      Outage outage = isOutage ? Outage.of("mast", NOON, 2) : null;
      return StateChange.of(device, NOON.plusSeconds(second), from, to, outage, evidence);
    }

    @Test
    @DisplayName("states: each change, each span, and the last")
    void states() throws SQLException {
      JdbcStorage storage = rig.open();
      storage
          .states()
          .append(change("tower", 0, DeviceState.UNKNOWN, DeviceState.UP, false), TOKEN);
      storage
          .states()
          .append(change("tower", 10, DeviceState.UP, DeviceState.UNREACHABLE, true), TOKEN);
      storage.states().append(change("mast", 11, DeviceState.UP, DeviceState.DOWN, true), TOKEN);
      rig.settle();
      String outage = "mast@" + NOON;
      assertEquals(
          List.of(
              "tower | 12:00:00.125 | UNKNOWN | UP | null | null | 3 unanswered",
              "tower | 12:00:10.125 | UP | UNREACHABLE | " + outage + " | mast | 3 unanswered",
              "mast | 12:00:11.125 | UP | DOWN | " + outage + " | mast | 3 unanswered"),
          rows(
              "select device, %s, from_state, to_state, outage, root, reason from monitor_state_log order by at"
                  .formatted(time("at"))));
      assertEquals(
          List.of(
              "tower | UP | 12:00:00.125 | 12:00:10.125 | null",
              "tower | UNREACHABLE | 12:00:10.125 | null | " + outage),
          rows(
              "select device, state, %s, %s, outage from monitor_state_span where device = 'tower' order by since"
                  .formatted(time("since"), time("until"))));
      assertEquals(
          List.of(
              "mast | DOWN | 12:00:11.125 | " + outage + " | mast | 3 unanswered",
              "tower | UNREACHABLE | 12:00:10.125 | " + outage + " | mast | 3 unanswered"),
          rows(
              "select device, state, %s, outage, root, reason from monitor_last_state order by device"
                  .formatted(time("since"))));
    }

    @Test
    @DisplayName("alerts that are open, and what was decided about which")
    void alerts() throws SQLException {
      JdbcStorage storage = rig.open();
      Alert open =
          Alert.builder("a-1", "key-1", NOON)
              .severity(Severity.CRITICAL)
              .summary("mast is down")
              .affects(List.of("mast"), 7, 120)
              .build();
      storage.alerts().put(open);
      storage
          .alerts()
          .put(
              Alert.builder("a-2", "key-2", NOON)
                  .severity(Severity.WARNING)
                  .summary("it was slow")
                  .resolved(NOON.plusSeconds(60), "it is quick again")
                  .build());
      for (String id : List.of("a-1", "a-9")) {
        storage
            .ledger()
            .add(
                new LedgerEntry(
                    NOON,
                    id,
                    "key",
                    "sms",
                    "n-1",
                    LedgerEntry.Decision.HELD,
                    "quiet hours",
                    "it is night",
                    "at 6"));
      }
      rig.settle();
      assertEquals(
          List.of("a-1 | CRITICAL | mast is down | 12:00:00.125 | 7"),
          rows(
              "select id, severity, summary, %s, affected from monitor_open_alert"
                  .formatted(time("first_seen"))));
      assertEquals(
          List.of(
              "12:00:00.125 | a-1 | CRITICAL | mast is down | sms | HELD | quiet hours | it is night | at 6",
              "12:00:00.125 | a-9 | null | null | sms | HELD | quiet hours | it is night | at 6"),
          rows(
              "select %s, alert_id, severity, summary, channel, decision, stage, reason, reopens from monitor_ledger_text order by id"
                  .formatted(time("at"))));
    }
  }
}
