package io.ispmonitor.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.Message;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.OutboxEntry;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.database.TableNames;
import io.ispmonitor.jdbc.internal.carry.CallTimes;
import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.jdbc.internal.lease.LeaseCalls;
import io.ispmonitor.jdbc.internal.lease.LeaseFence;
import io.ispmonitor.jdbc.internal.sql.Transactions.Work;
import io.ispmonitor.jdbc.support.Postgres;
import io.ispmonitor.jdbc.support.PostgresDatabase;
import io.ispmonitor.jdbc.support.TcpProxy;
import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.leadership.Leadership;
import io.ispmonitor.leadership.Standing;
import io.ispmonitor.leadership.lease.InstanceMode;
import io.ispmonitor.leadership.lease.InstanceStatus;
import io.ispmonitor.leadership.lease.Lease;
import io.ispmonitor.leadership.lease.LeaseStore;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.PingMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SeriesRegistry;
import io.ispmonitor.metric.StoreRefusedException;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Postgres.class)
class StaleInstanceTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration LONG = Duration.ofSeconds(60);

  private final PostgresDatabase database;
  private final TcpProxy line;
  private final LeaseStore leases;
  private final SeriesRegistry registry = new SeriesRegistry();
  @TempDir private Path directory;

  StaleInstanceTest(PostgresDatabase database) {
    this.database = database;
    this.line = database.proxy();
    this.leases = JdbcLeases.postgresql(database.asOwner());
  }

  @AfterEach
  void close() {
    line.close();
  }

  /** Takes the lease from whoever has it. */
  private FencingToken take(String id) {
    return take(id, null);
  }

  private FencingToken take(String id, @Nullable String place) {
    InstanceStatus me = status(id, place);
    Lease taken = leases.take(leases.call(Leadership.ALL, me, 0, null).lease(), me);
    return new FencingToken(Leadership.ALL, taken.token());
  }

  private static InstanceStatus status(String id, @Nullable String place) {
    return new InstanceStatus(
        id,
        id,
        place,
        InstanceMode.ACTIVE,
        "here",
        1,
        "",
        Duration.ofSeconds(12),
        NOON,
        NOON,
        0,
        false,
        false);
  }

  private JdbcStorage open(DataSource by, String name, FencingToken token) throws IOException {
    return JdbcStorage.postgresql(by, directory.resolve(name))
        .leadership(scope -> new Standing.Leading(token))
        .callLimit(Duration.ofSeconds(2))
        .open();
  }

  private static Alert alert(String id, String summary) {
    return Alert.builder(id, "key-" + id, NOON)
        .type("reachability")
        .severity(Severity.CRITICAL)
        .source(id)
        .summary(summary)
        .build();
  }

  private static OutboxEntry notice(String id, Alert alert) {
    Notice notice =
        new Notice(
            id,
            alert.id(),
            Notice.Kind.PROBLEM,
            Severity.CRITICAL,
            NOON,
            Message.of(alert.summary()),
            List.of(alert),
            null,
            false);
    return OutboxEntry.of("chat", notice, NOON);
  }

  private static StateChange down(String device) {
    Evidence evidence = new Evidence(Evidence.Basis.ANSWERS, "test", 0, null, null, List.of());
    return StateChange.of(device, NOON, DeviceState.UP, DeviceState.DOWN, null, evidence);
  }

  private SampleBatch batch(String device) {
    Readings readings = Readings.of(PingMetrics.ROUND_TRIP, 0.012);
    return new SampleBatch(
        registry.block(device, readings.layout()), EpochNanos.of(NOON), readings);
  }

  private void cut() {
    line.refuse(true);
    line.cut();
  }

  @Test
  @DisplayName("what an instance says that has lost its lease is not written; its samples are")
  void stale() throws Exception {
    FencingToken first = take("a");
    try (JdbcStorage a = open(database.through(line), "a", first)) {
      a.alerts().put(alert("before", "told in time"));
      assertTrue(a.flush(LONG));
      cut();
      a.states().append(down("tower-1"), first);
      a.alerts().put(alert("late", "told too late"));
      a.outbox().put(notice("n1", alert("late", "told too late")));
      a.metrics().append(batch("tower-1"));

      FencingToken second = take("b");
      assertEquals(first.number() + 1, second.number());
      try (JdbcStorage b = open(database.asOwner(), "b", second)) {
        assertEquals("told in time", b.alerts().find("before").orElseThrow().summary());
        b.alerts().put(alert("before", "changed by b"));
        b.states().append(down("tower-2"), second);
        assertTrue(b.flush(LONG));

        a.alerts().put(alert("before", "changed by a"));
        line.refuse(false);
        assertTrue(a.flush(LONG), () -> "it waits for ever: " + a.status());
        assertTrue(a.status().spools().get(0).stale() >= 3, () -> "" + a.status().spools());
        assertTrue(b.flush(LONG));
      }
    }
    assertEquals(0, database.number("select count(*) from monitor_alert where id = 'late'"));
    assertEquals(0, database.number("select count(*) from monitor_outbox"));
    assertEquals(1, database.number("select count(*) from monitor_state_change"));
    assertEquals(
        1, database.number("select count(*) from monitor_alert where summary = 'changed by b'"));
    assertEquals(1, database.number("select count(*) from monitor_reading"), "samples stay valid");
  }

  @Test
  @DisplayName("one that follows itself, the database having been away, has all it said before")
  void followsItself() throws Exception {
    FencingToken first = take("a", "shed");
    try (JdbcStorage a = open(database.through(line), "a", first)) {
      cut();
      a.alerts().put(alert("own", "said while the database was away"));
      a.states().append(down("tower-1"), first);
    }
    FencingToken second = take("a", "shed");
    line.refuse(false);
    assertTrue(second.number() > first.number());
    try (JdbcStorage a = open(database.asOwner(), "a", second)) {
      assertTrue(a.alerts().find("own").isPresent(), "and knows it at once");
      assertEquals(1, a.states().latest().size());
      assertTrue(a.flush(LONG));
      assertEquals(0, a.status().spools().get(0).stale());
    }
    assertEquals(1, database.number("select count(*) from monitor_alert where id = 'own'"));
    assertEquals(1, database.number("select count(*) from monitor_state_change"));
  }

  @Test
  @DisplayName("the server finds out soon that a machine died that was writing under its lease")
  void halfSent() throws SQLException {
    take("a");
    Database through = through();
    assertEndsSoon(through, connection -> new LeaseFence(through).hold(connection));
  }

  @Test
  @DisplayName("the server finds out soon that a program stands still that was keeping its lease")
  void halfKept() throws SQLException {
    FencingToken token = take("a");
    LeaseCalls calls = new LeaseCalls(TableNames.usual());
    InstanceStatus me = status("a", null);
    Database through = through();
    assertEndsSoon(through, is -> calls.call(is, Leadership.ALL, me, token.number(), null));
    assertEndsSoon(through, is -> calls.take(is, Lease.unheld("another"), me));
    assertEndsSoon(through, is -> calls.release(is, Leadership.ALL, token.number(), me, null));
    assertEndsSoon(through, is -> calls.leave(is, me));
  }

  private Database through() {
    return new Database(
        database.asOwner(),
        DatabaseKind.POSTGRESQL,
        TableNames.usual(),
        Duration.ofSeconds(5),
        new CallTimes(TimeSource.system(), Duration.ofSeconds(1)));
  }

  private void assertEndsSoon(Database through, Work<?> work) throws SQLException {
    String settings =
        "select current_setting('idle_in_transaction_session_timeout') || ' '"
            + " || current_setting('tcp_keepalives_idle') || ' '"
            + " || current_setting('tcp_keepalives_interval') || ' '"
            + " || current_setting('tcp_keepalives_count')";
    String inside =
        through.write(
            "hold",
            connection -> {
              work.on(connection);
              return text(connection, settings);
            });
    assertEquals("5s 5 2 3", inside);
    try (Connection connection = database.asOwner().getConnection()) {
      assertNotEquals(inside, text(connection, settings), "afterwards it is as it was");
    }
  }

  private static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertTrue(row.next());
      return row.getString(1);
    }
  }

  @Test
  @DisplayName(
      "one that follows another while the database is away begins with nothing, not old news")
  void oldNews() throws Exception {
    try (JdbcStorage a = open(database.through(line), "a", take("a", "shed"))) {
      a.alerts().put(alert("old", "long over"));
      assertTrue(a.flush(LONG));
    }
    try (JdbcStorage b = open(database.asOwner(), "b", take("b", "attic"))) {
      b.alerts().put(alert("new", "of b"));
      assertTrue(b.flush(LONG));
    }
    FencingToken third = take("a", "shed");
    cut();
    try (JdbcStorage a = open(database.through(line), "a", third)) {
      assertEquals(List.of(), a.alerts().open());
      a.alerts().put(alert("fresh", "of its third term"));
    }
    FencingToken fourth = take("a", "shed");
    try (JdbcStorage a = open(database.through(line), "a", fourth)) {
      assertTrue(a.alerts().find("fresh").isPresent(), "it follows itself");
      line.refuse(false);
      assertTrue(a.flush(LONG));
    }
    assertEquals(3, database.number("select count(*) from monitor_alert"));
  }

  @Test
  @DisplayName("one that observes knows what is stored, takes up no notice, and changes nothing")
  void observes() throws Exception {
    FencingToken first = take("a");
    try (JdbcStorage a = open(database.asOwner(), "a", first);
        JdbcStorage watcher = observing("w")) {
      assertEquals(List.of(), watcher.alerts().open(), "nothing is stored yet");
      a.alerts().put(alert("one", "by a"));
      a.outbox().put(notice("n1", alert("one", "by a")));
      a.states().append(down("tower-1"), first);
      assertTrue(a.flush(LONG));
    }
    try (JdbcStorage watcher = observing("w")) {
      assertEquals("by a", watcher.alerts().find("one").orElseThrow().summary());
      assertEquals(1, watcher.states().latest().size());
      assertEquals(List.of(), watcher.outbox().all(), "they are not its to send");
      watcher.alerts().put(alert("one", "as w sees it"));
      watcher.alerts().put(alert("two", "as w sees it"));
      watcher.outbox().remove("chat", "n1");
      assertEquals("as w sees it", watcher.alerts().find("two").orElseThrow().summary());
      assertThrows(
          StoreRefusedException.class, () -> watcher.states().append(down("tower-2"), first));
      assertThrows(StoreRefusedException.class, () -> watcher.limits().remove("rule", "tower-1"));
      assertThrows(IllegalStateException.class, watcher::upkeep);
      assertThrows(IllegalStateException.class, () -> watcher.purge(NOON));
      assertTrue(watcher.flush(LONG));
      String health = watcher.health().health().toString();
      assertTrue(health.contains("only observes: 3 alerts, decisions and notices"), health);
    }
    assertEquals(1, database.number("select count(*) from monitor_alert"));
    assertEquals(1, database.number("select count(*) from monitor_alert where summary = 'by a'"));
    assertEquals(1, database.number("select count(*) from monitor_outbox"));
    assertEquals(1, database.number("select count(*) from monitor_state_change"));
  }

  private JdbcStorage observing(String name) throws IOException {
    return JdbcStorage.postgresql(database.asOwner(), directory.resolve(name))
        .leadership(scope -> new Standing.Observing("a test wants it so"))
        .open();
  }

  @Test
  @DisplayName("a program that is the only one again stores without a lease, after many terms")
  void backToOne() throws Exception {
    take("a");
    take("b");
    FencingToken always =
        assertInstanceOf(Standing.Leading.class, Leadership.always().standing(Leadership.ALL))
            .token();
    try (JdbcStorage alone =
        JdbcStorage.postgresql(database.asOwner(), directory.resolve("alone")).open()) {
      alone.states().append(down("tower-1"), always);
      alone.alerts().put(alert("one", "by the only one"));
      assertTrue(alone.flush(LONG));
      assertEquals(0, alone.status().spools().get(0).stale());
    }
    assertEquals(1, database.number("select count(*) from monitor_state_change"));
    assertEquals(1, database.number("select count(*) from monitor_alert"));
  }

  @Test
  @DisplayName(
      "one that is in charge again has what the database has, and not what it said too late")
  void again() throws Exception {
    FencingToken first = take("a");
    try (JdbcStorage a = open(database.through(line), "a", first)) {
      a.alerts().put(alert("shared", "by a"));
      assertTrue(a.flush(LONG));
      cut();
      a.alerts().put(alert("shared", "by a, too late"));
      a.alerts().put(alert("own", "by a, too late"));
      a.states().append(down("tower-1"), first);
    }
    FencingToken second = take("b");
    try (JdbcStorage b = open(database.asOwner(), "b", second)) {
      b.alerts().put(alert("shared", "by b"));
      assertTrue(b.flush(LONG));
    }
    FencingToken third = take("a");
    line.refuse(false);
    try (JdbcStorage a = open(database.asOwner(), "a", third)) {
      assertEquals("by b", a.alerts().find("shared").orElseThrow().summary());
      assertTrue(a.alerts().find("own").isEmpty());
      assertTrue(a.states().latest().isEmpty());
      a.alerts().put(alert("own", "by a, in time"));
      assertTrue(a.flush(LONG));
    }
    assertEquals(
        1, database.number("select count(*) from monitor_alert where summary = 'by a, in time'"));
    assertEquals(
        0, database.number("select count(*) from monitor_alert where summary like '%too late'"));
  }

  @Test
  @DisplayName("what was said in the same term, however long before, is written")
  void sameTerm() throws Exception {
    FencingToken first = take("a");
    try (JdbcStorage a = open(database.through(line), "a", first)) {
      cut();
      a.alerts().put(alert("waits", "said while the database was away"));
    }
    line.refuse(false);
    try (JdbcStorage a = open(database.asOwner(), "a", first)) {
      assertTrue(a.alerts().find("waits").isPresent());
      assertTrue(a.flush(LONG));
    }
    assertEquals(1, database.number("select count(*) from monitor_alert where id = 'waits'"));
  }

  @Test
  @DisplayName("an instance that is not in charge is told so when it opens a storage")
  void notInCharge() {
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class,
            () ->
                JdbcStorage.postgresql(database.asOwner(), directory.resolve("a"))
                    .leadership(scope -> new Standing.Following("'b' is"))
                    .open());
    String reason = String.valueOf(refused.getMessage());
    assertTrue(reason.contains("'b' is"), reason);
  }
}
