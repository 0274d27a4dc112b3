package io.ispmonitor.jdbc.internal.carry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.database.OutageCause;
import io.ispmonitor.jdbc.database.Schema;
import io.ispmonitor.jdbc.database.TableNames;
import io.ispmonitor.jdbc.support.Postgres;
import io.ispmonitor.jdbc.support.PostgresDatabase;
import io.ispmonitor.jdbc.support.SwitchedSource;
import io.ispmonitor.testkit.ManualTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The replica is another database here, into which the test copies what it is to have. */
@Timeout(60)
@ExtendWith(Postgres.class)
class LimitedReplicaTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration MOST = Duration.ofSeconds(60);
  private static final UUID WRITER = UUID.fromString("8c5b1d7e-52f4-4a34-9a5e-0d5b7c8f3e21");

  private final ManualTime time = ManualTime.startingAt(NOON);
  private final PostgresDatabase primaryDatabase;
  private final PostgresDatabase replicaDatabase;
  private final SwitchedSource primarySource;
  private final SwitchedSource replicaSource;
  private final LimitedReplica history;

  LimitedReplicaTest(PostgresDatabase primary, PostgresDatabase replica) {
    this.primaryDatabase = primary;
    this.replicaDatabase = replica;
    this.primarySource = new SwitchedSource(primary.asOwner());
    this.replicaSource = new SwitchedSource(replica.asOwner());
    for (PostgresDatabase each : new PostgresDatabase[] {primary, replica}) {
      Schema.of(DatabaseKind.POSTGRESQL, TableNames.usual()).upgrade(each.asOwner());
    }
    this.history = new LimitedReplica(database(replicaSource), database(primarySource), MOST, time);
  }

  private Database database(DataSource source) {
    CallTimes times = new CallTimes(time, Duration.ofSeconds(5));
    return new Database(
        source, DatabaseKind.POSTGRESQL, TableNames.usual(), Duration.ofSeconds(20), times);
  }

  @AfterEach
  void close() {
    history.close();
  }

  /** As replication would. */
  private void replicate() {
    long number = primaryDatabase.number("select position from monitor_progress");
    replicaDatabase.execute(
        "delete from monitor_progress",
        "insert into monitor_progress (writer, spool, position) values ('%s', 'history', %d)"
            .formatted(WRITER, number));
  }

  private String readFrom() throws SQLException {
    return history.read("read", LimitedReplicaTest::nameOf);
  }

  private static String nameOf(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select current_database()")) {
      rows.next();
      return rows.getString(1);
    }
  }

  private void start() {
    history.start(WRITER, Thread::new);
    time.advance(Duration.ZERO);
  }

  @Test
  @DisplayName("a replica that follows is read, also when nothing but the measure is written")
  void follows() throws SQLException {
    start();
    for (int minute = 0; minute < 5; minute++) {
      replicate();
      assertEquals(replicaDatabase.name(), readFrom());
      time.advance(MOST);
    }
    assertEquals(0, history.health().fallbacks());
    assertNull(history.health().trouble());
  }

  @Test
  @DisplayName("one that stays behind is left at its limit, and read again when it has caught up")
  void staysBehind() throws SQLException {
    start();
    replicate();
    assertEquals(replicaDatabase.name(), readFrom());
    time.advance(Duration.ofSeconds(60));
    assertEquals(replicaDatabase.name(), readFrom(), "the first number it lacks is 45 s old");
    assertEquals(Duration.ofSeconds(45), history.health().behind());
    time.advance(Duration.ofSeconds(30));
    assertEquals(primaryDatabase.name(), readFrom());
    assertEquals("is 75.0 s behind, 60.0 s are allowed", history.health().trouble());
    assertEquals(NOON.plusSeconds(90), history.health().since());
    assertEquals(primaryDatabase.name(), readFrom());
    assertEquals(2, history.health().fallbacks());
    replicate();
    time.advance(Duration.ofSeconds(15));
    assertNull(history.health().trouble(), "it is asked although nobody reads");
    assertNull(history.health().since());
    assertEquals(replicaDatabase.name(), readFrom());
    assertEquals(2, history.health().fallbacks());
  }

  @Test
  @DisplayName("one that does not answer is left at once, and tried again later, by no reader")
  void silent() throws SQLException {
    start();
    replicate();
    assertEquals(replicaDatabase.name(), readFrom());
    replicaSource.isAway(true);
    assertEquals(primaryDatabase.name(), readFrom());
    String trouble = history.health().trouble();
    assertNotNull(trouble);
    assertTrue(trouble.startsWith("cannot be read: nobody listens at its address"), trouble);
    replicaSource.isAway(false);
    assertEquals(primaryDatabase.name(), readFrom());
    replicate();
    time.advance(Duration.ofSeconds(15));
    assertEquals(replicaDatabase.name(), readFrom());
    assertEquals(2, history.health().fallbacks());
  }

  @Test
  @DisplayName("after a start the replica is read only when it has shown how far it is")
  void notShown() throws SQLException {
    assertEquals(primaryDatabase.name(), readFrom(), "before anything was measured");
    start();
    assertEquals(primaryDatabase.name(), readFrom());
    assertNull(history.health().trouble(), "it may just be on its way");
    time.advance(Duration.ofSeconds(61));
    assertEquals(primaryDatabase.name(), readFrom());
    assertEquals("is 61.0 s behind, 60.0 s are allowed", history.health().trouble());
  }

  @Test
  @DisplayName("a replica that has all goes on to be read while the primary is away")
  void primaryAway() throws SQLException {
    start();
    replicate();
    primarySource.isAway(true);
    time.advance(Duration.ofHours(1));
    assertEquals(replicaDatabase.name(), readFrom());
  }

  @Test
  @DisplayName("a start without the primary reads what the replica has")
  void startedAlone() throws SQLException {
    primarySource.isAway(true);
    start();
    assertEquals(replicaDatabase.name(), readFrom());
    assertNull(history.health().behind(), "which nobody knows");
  }

  @Test
  @DisplayName("when neither can be read, both are told")
  void neither() {
    start();
    replicaSource.isAway(true);
    primarySource.isAway(true);
    SQLException said = assertThrows(SQLException.class, this::readFrom);
    assertEquals(OutageCause.PORT_CLOSED, OutageCause.of(said));
    assertEquals(
        "the primary: away; and the replica cannot be read: "
            + OutageCause.PORT_CLOSED.advice()
            + " (away)",
        said.getMessage());
  }

  @Test
  @DisplayName("what breaks off in the middle is read again, unless it was handed over already")
  void inTheMiddle() throws SQLException {
    start();
    replicate();
    assertEquals(replicaDatabase.name(), readFrom());
    int[] calls = new int[1];
    assertThrows(
        SQLException.class,
        () -> history.readOnce("read", connection -> brokenOff(connection, calls)));
    assertEquals(1, calls[0]);
    replicate();
    time.advance(Duration.ofSeconds(15));
    assertEquals(replicaDatabase.name(), readFrom());
    assertEquals(
        primaryDatabase.name(), history.read("read", connection -> brokenOff(connection, calls)));
    assertEquals(3, calls[0]);
  }

  private String brokenOff(Connection connection, int[] calls) throws SQLException {
    calls[0]++;
    String name = nameOf(connection);
    if (name.equals(replicaDatabase.name())) {
      throw new SQLException("broken off", "08006");
    }
    return name;
  }

  @Test
  @DisplayName("what the replica holds and nobody can read says nothing against the replica")
  void unreadable() throws SQLException {
    start();
    replicate();
    assertThrows(
        SQLException.class,
        () ->
            history.readOnce(
                "read",
                connection -> {
                  throw new SQLException("layout 5 of a reading is not there");
                }));
    assertEquals(replicaDatabase.name(), readFrom());
  }
}
