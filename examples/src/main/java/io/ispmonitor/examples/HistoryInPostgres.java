package io.ispmonitor.examples;

import io.ispmonitor.jdbc.JdbcStorage;
import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.Sample;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.SeriesRegistry;
import io.ispmonitor.metric.Unit;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.StateChange;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/**
 * The idea: what a monitor stores in PostgreSQL is read back through its stores, or with plain SQL.
 * A day of a tower is stored, with an outage at noon; a real server is started for it.
 */
public final class HistoryInPostgres {
  private static final Metric RTT = Metric.gauge("ping.rtt", Unit.SECONDS, 1e-6);
  private static final FencingToken TOKEN = new FencingToken("all", 1);
  private static final Duration STEP = Duration.ofSeconds(30);

  private HistoryInPostgres() {}

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    run(System.out);
  }

  static void run(PrintStream out) throws IOException, InterruptedException, SQLException {
    Path directory = Files.createTempDirectory("history");
    try (EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setLocaleConfig("locale", "C")
                .start();
        JdbcStorage storage =
            JdbcStorage.postgresql(server.getPostgresDatabase(), directory).open()) {
      Instant day = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(1));
      storeDay(storage, day);
      out.println("carried over: " + storage.flush(Duration.ofMinutes(1)));
      tellSamples(storage, day, out);
      tellWithSql(server.getPostgresDatabase(), out);
    } finally {
      Scratch.delete(directory);
    }
  }

  private static void storeDay(JdbcStorage storage, Instant day) {
    SeriesRegistry registry = new SeriesRegistry();
    Instant noon = day.plus(Duration.ofHours(12));
    Instant end = day.plus(Duration.ofDays(1));
    change(storage, day, DeviceState.UNKNOWN, DeviceState.UP);
    change(storage, noon, DeviceState.UP, DeviceState.DOWN);
    change(storage, noon.plus(Duration.ofMinutes(7)), DeviceState.DOWN, DeviceState.UP);
    for (Instant at = day; at.isBefore(end); at = at.plus(STEP)) {
      double hours = Duration.between(day, at).toMinutes() / 60.0;
      Readings readings = Readings.of(RTT, 0.010 + 0.004 * Math.sin(hours / 24 * 2 * Math.PI));
      storage
          .metrics()
          .append(
              new SampleBatch(
                  registry.block("tower-7", readings.layout()), EpochNanos.of(at), readings));
    }
  }

  private static void change(JdbcStorage storage, Instant at, DeviceState from, DeviceState to) {
    Evidence evidence = new Evidence(Evidence.Basis.ANSWERS, "as told", 0, null, null, List.of());
    storage.states().append(StateChange.of("tower-7", at, from, to, null, evidence), TOKEN);
  }

  private static void tellSamples(JdbcStorage storage, Instant day, PrintStream out) {
    List<Sample> samples =
        storage
            .metrics()
            .read(SeriesKey.of("tower-7", RTT.name()), day, day.plus(Duration.ofDays(1)));
    double highest = samples.stream().mapToDouble(Sample::value).max().orElse(Double.NaN);
    out.printf(
        Locale.ROOT, "%d round trips, the longest took %.1f ms%n", samples.size(), highest * 1_000);
  }

  private static void tellWithSql(DataSource database, PrintStream out) throws SQLException {
    String sql =
        "select d.name, c.from_state, c.to_state from monitor_state_change c"
            + " join monitor_device d on d.id = c.device_id order by c.at";
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        out.println(rows.getString(1) + ": " + rows.getString(2) + " to " + rows.getString(3));
      }
    }
  }
}
