package io.ispmonitor.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.LedgerEntry;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.SeriesRegistry;
import io.ispmonitor.metric.Unit;
import io.ispmonitor.testkit.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done to the tables without anybody asking for it, in time that is made. */
class UpkeepTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Layout PING = Layout.of(Metric.gauge("ping.rtt", Unit.SECONDS, 1e-6));
  private static final Duration STEP = Duration.ofSeconds(30);

  @TempDir Path directory;
  private final ManualTime time = ManualTime.startingAt(NOON);
  private final SeriesRegistry registry = new SeriesRegistry();
  private @Nullable JdbcStorage opened;

  @BeforeEach
  void open() throws Exception {
    Duration seldom = Duration.ofHours(1); // the watch's thread does not live in our time
    opened =
        JdbcStorage.sqlite(directory)
            .time(time)
            .watchEvery(seldom)
            .spoolBytes(1L << 30)
            .callLimit(seldom)
            .keepSamples(Duration.ofDays(2))
            .open();
  }

  @AfterEach
  void close() {
    storage().close();
  }

  private JdbcStorage storage() {
    return Objects.requireNonNull(opened);
  }

  private void pingFor(Duration duration) {
    for (Instant end = time.instant().plus(duration); time.instant().isBefore(end); ) {
      Readings readings = Readings.of(PING, 0.001);
      storage()
          .metrics()
          .append(
              new SampleBatch(
                  registry.block("tower", PING), EpochNanos.of(time.instant()), readings));
      time.advance(STEP);
    }
  }

  private long count(String day, String table) throws SQLException {
    Path file = directory.resolve("samples-" + day + ".db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private int read() {
    return storage().metrics().read(SeriesKey.of("tower", "ping.rtt"), NOON, Instant.MAX).size();
  }

  @Test
  @DisplayName("an hour is compacted some minutes after its end, and not before")
  void compacts() throws SQLException {
    pingFor(Duration.ofMinutes(67));
    assertEquals(0, count("2026-03-01", "chunk"));
    pingFor(Duration.ofMinutes(10));
    assertEquals(1, count("2026-03-01", "chunk"));
    assertTrue(count("2026-03-01", "reading") > 0, "those of the present hour");
    time.advance(Duration.ofMinutes(5));
    assertEquals(2 * 77, read());
  }

  private List<String> checkpoints() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("events"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".checkpoint"))
          .sorted()
          .toList();
    }
  }

  @Test
  @DisplayName("what is kept for a start without the database is written down early when it grows")
  void checkpointsBySize() throws IOException {
    time.advance(STEP);
    List<String> before = checkpoints();
    for (int i = 0; i < 80_000; i++) {
      LedgerEntry entry =
          new LedgerEntry(
              time.instant(),
              "alert-" + i,
              "key",
              "sms",
              "",
              LedgerEntry.Decision.HELD,
              "night",
              "x".repeat(400),
              "y".repeat(400));
      storage().ledger().add(entry);
      if (i % 1_000 == 0) {
        time.advance(Duration.ofSeconds(1));
      }
    }
    time.advance(Duration.ofMinutes(1));
    assertTrue(time.instant().isBefore(NOON.plus(Duration.ofMinutes(9))));
    assertNotEquals(before, checkpoints());
  }

  @Test
  @DisplayName("days that are kept no longer go by themselves")
  void removesOld() {
    pingFor(Duration.ofMinutes(10));
    Path first = directory.resolve("samples-2026-03-01.db");
    assertTrue(Files.exists(first));
    time.advance(Duration.ofHours(59));
    assertTrue(Files.exists(first));
    time.advance(Duration.ofHours(2));
    assertFalse(Files.exists(first));
    assertEquals(0, read());
  }
}
