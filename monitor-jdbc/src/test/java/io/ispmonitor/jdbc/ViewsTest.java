package io.ispmonitor.jdbc;

import static io.ispmonitor.jdbc.ViewsRig.OTHER_LOSS;
import static io.ispmonitor.jdbc.ViewsRig.PING;
import static io.ispmonitor.jdbc.ViewsRig.TRAFFIC;
import static io.ispmonitor.jdbc.ViewsRig.TRIPS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.database.TableNames;
import io.ispmonitor.jdbc.support.Postgres;
import io.ispmonitor.jdbc.support.PostgresDatabase;
import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.SeriesKey;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Samples as rows, for whoever looks into the database. */
@ExtendWith(Postgres.class)
@Timeout(120)
class ViewsTest {
  private static final Logger FIGURES = LoggerFactory.getLogger("io.ispmonitor.figures");

  private final PostgresDatabase database;
  private final Path directory;
  private final StorageRig rig;
  private final ViewsRig samples = new ViewsRig();
  private final Instant today = samples.today;
  private final Instant tomorrow = samples.tomorrow;

  ViewsTest(PostgresDatabase database, @TempDir Path directory) {
    this.database = database;
    this.directory = directory;
    this.rig = StorageRig.postgres(database, directory);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private JdbcStorage filled() {
    JdbcStorage storage = rig.open();
    samples.fill(storage);
    rig.settle();
    return storage;
  }

  private static void assertSame(
      JdbcStorage storage, SampleViews views, SeriesKey series, Instant from, Instant to)
      throws SQLException {
    List<String> expected =
        storage.metrics().read(series, from, to).stream()
            .map(
                sample ->
                    SampleViews.told(
                        sample.at(),
                        sample.value(),
                        sample.gap() == Gap.NONE ? null : sample.gap().name()))
            .toList();
    assertEquals(expected, views.samples(series, from, to));
    assertEquals(expected, views.view(series, from, to));
  }

  private void assertAllSame(JdbcStorage storage, SampleViews views) throws SQLException {
    assertEquals(24 * 60, views.samples(TRIPS, today, tomorrow).size());
    for (SeriesKey series :
        List.of(TRIPS, OTHER_LOSS, TRAFFIC, SeriesKey.of("nobody", "if.in", "ge-1"))) {
      assertSame(storage, views, series, today, tomorrow);
    }
    Random random = new Random(8);
    for (int i = 0; i < 10; i++) {
      Instant from = today.plusMillis(random.nextInt(86_400_000));
      assertSame(storage, views, TRIPS, from, from.plusMillis(random.nextInt(10_000_000)));
    }
  }

  @Test
  @DisplayName("samples are told as the store reads them, before hours become chunks and after")
  void sameAsTheStore() throws SQLException {
    JdbcStorage storage = filled();
    try (SampleViews views = new SampleViews(database.asOwner(), "public")) {
      assertAllSame(storage, views);
      measure(views, "in rows");
      samples.compact(database, storage, 0);
      assertAllSame(storage, views);
      samples.compact(database, storage, 1);
      assertAllSame(storage, views);
      measure(views, "in chunks");
    }
  }

  private void measure(SampleViews views, String what) throws SQLException {
    long best = Long.MAX_VALUE;
    int count = 0;
    for (int i = 0; i < 10; i++) {
      long begin = System.nanoTime();
      count = views.samples(TRIPS, today, tomorrow).size();
      best = Math.min(best, System.nanoTime() - begin);
    }
    FIGURES.info("{} samples {} are asked for in {} us", count, what, best / 1_000);
  }

  @Test
  @DisplayName("without an instance all of them are told, without a time none")
  void allInstances() throws SQLException {
    filled();
    try (SampleViews views = new SampleViews(database.asOwner(), "public")) {
      assertEquals(
          List.of("ge-0 24", "ge-1 24"),
          views.query(
              "select instance || ' ' || count(*)"
                  + " from monitor_samples('tower', 'if.in', null, ?, ?)"
                  + " group by instance order by instance",
              today,
              tomorrow));
      assertEquals(
          List.of("tower if.in ge-1 BITS_PER_SECOND"),
          views.query(
              "select distinct device || ' ' || metric || ' ' || instance || ' ' || unit"
                  + " from monitor_sample where instance = 'ge-1'"));
      assertEquals(
          List.of(),
          views.query("select instance from monitor_samples('tower', 'if.in', null, null, null)"));
      assertEquals(
          List.of("1440"),
          views.query(
              "select count(*)::text from"
                  + " monitor_samples('tower', 'ping.rtt', '', '-infinity', 'infinity')"));
    }
  }

  @Test
  @DisplayName("no more is read than a device's rows in the partitions of the hours asked for")
  void readsLittle() throws SQLException {
    samples.compact(database, filled(), 0);
    Instant from = today.plusSeconds(5 * 3_600 + 60);
    String range = "'%s', '%s'".formatted(from, from.plusSeconds(7_200));
    try (SampleViews views = new SampleViews(database.asOwner(), "public")) {
      views.query("select set_config('enable_seqscan', 'off', false)"); // tables are tiny here
      String plan =
          plan(
              views,
              "explain (analyze) select * from monitor_samples('tower', 'ping.rtt', '', %s)"
                  .formatted(range));
      for (int hour = 0; hour < 24; hour++) {
        String scan = ".*Scan.* on monitor_reading_\\d{8}%02d .*".formatted(hour);
        assertEquals(
            hour >= 5 && hour <= 7,
            plan.lines().anyMatch(line -> line.matches(scan)),
            () -> scan + " in " + plan);
      }
      assertFalse(plan.contains("Seq Scan on monitor_reading"), plan);
      assertTrue(
          plan.matches("(?s).*Index Cond: \\(\\(device_id = .* AND \\(first_at >= .*"), plan);
      assertTrue(plan.matches("(?s).*Index Cond: \\(\\(series_id = .*\\) AND \\(hour >= .*"), plan);

      String view =
          plan(
              views,
              "explain select * from monitor_sample where device = 'tower'"
                  + " and metric = 'ping.rtt' and instance = ''");
      assertTrue(view.contains("Index Cond: (device_id = "), view);
      assertTrue(view.contains("Index Cond: (series_id = "), view);
      assertFalse(view.contains("Seq Scan"), view);
    }
  }

  private static String plan(SampleViews views, String sql) throws SQLException {
    return String.join("\n", views.query(sql));
  }

  @Test
  @DisplayName("a role that may only select can ask for all, whatever its search path is")
  void selectOnly() throws SQLException {
    database.execute(
        "drop role if exists monitor_reader",
        "create role monitor_reader login password 'reader'",
        "create schema network");
    try (StorageRig own =
        new StorageRig(DatabaseKind.POSTGRESQL, database.asOwner(), directory.resolve("own"))) {
      JdbcStorage storage =
          own.open("own", how -> how.tables(TableNames.usual().inSchema("network")));
      samples.append(storage, "tower", today, Readings.of(PING, 0.25, 0));
      own.settle();
      database.execute(
          "grant usage on schema network to monitor_reader",
          "grant select on all tables in schema network to monitor_reader");
      try (SampleViews views =
          new SampleViews(database.as("monitor_reader", "reader"), "network")) {
        assertEquals(List.of(today + " 0.25"), views.samples(TRIPS, today, tomorrow));
        assertEquals(List.of(today + " 0.25"), views.view(TRIPS, today, tomorrow));
        for (String view : List.of("layout_column", "state_log", "state_span")) {
          views.query("select count(*)::text from network.monitor_" + view);
        }
        for (String view : List.of("last_state", "open_alert", "ledger_text")) {
          views.query("select count(*)::text from network.monitor_" + view);
        }
      }
    } finally {
      database.execute("drop owned by monitor_reader", "drop role monitor_reader");
    }
  }

  @Test
  @DisplayName("functions find each other where they were made, not where somebody else is")
  void otherSearchPath() throws SQLException {
    JdbcStorage storage = rig.open();
    samples.append(storage, "tower", today, Readings.of(PING, 0.25, 0));
    rig.settle();
    try (SampleViews views = new SampleViews(database.asOwner(), "public")) {
      views.query("select set_config('search_path', '', false)");
      assertEquals(List.of(today + " 0.25"), views.samples(TRIPS, today, tomorrow));
      assertEquals(List.of(today + " 0.25"), views.view(TRIPS, today, tomorrow));
    }
  }
}
