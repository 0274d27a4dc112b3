package io.ispmonitor.examples;

import io.ispmonitor.jdbc.JdbcStorage;
import io.ispmonitor.jdbc.StorageStatus;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.SeriesRegistry;
import io.ispmonitor.metric.Unit;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The idea: the database may go away at any time. Samples wait on local disk meanwhile and are
 * carried over when it is back, each once. A real PostgreSQL is started, stopped and started again.
 */
public final class SurviveAnOutage {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Metric RTT = Metric.gauge("ping.rtt", Unit.SECONDS, 1e-6);

  private SurviveAnOutage() {}

  /** Runs it. */
  public static void main(String[] args) throws IOException, InterruptedException {
    run(System.out);
  }

  static void run(PrintStream out) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("outage");
    Instant begin = Instant.now();
    EmbeddedPostgres server = start(directory, 0);
    int port = server.getPort();
    try (JdbcStorage storage =
        JdbcStorage.postgresql(source(port), directory.resolve("waiting"))
            .listen(outage -> out.println((outage.isOpen() ? "away: " : "back: ") + outage.cause()))
            .open()) {
      Pings pings = new Pings(storage);
      pings.send(1_000);
      out.println("carried over: " + storage.flush(PATIENCE));
      server.close();
      out.println("(the server is stopped)");
      pings.send(1_000);
      out.println("carried over: " + storage.flush(Duration.ofSeconds(5)));
      tell(storage.status(), out);
      server = start(directory, port);
      out.println("(the server is started)");
      pings.send(1_000);
      out.println("carried over: " + storage.flush(PATIENCE));
      tell(storage.status(), out);
      int found =
          storage
              .metrics()
              .read(SeriesKey.of("tower-7", RTT.name()), begin, Instant.now().plusSeconds(60))
              .size();
      out.println("%d samples were taken, %d are in the database".formatted(pings.sent, found));
    } finally {
      server.close();
      Scratch.delete(directory);
    }
  }

  private static EmbeddedPostgres start(Path directory, int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setPGStartupWait(Duration.ofMinutes(1))
        .setDataDirectory(directory.resolve("data"))
        .setCleanDataDirectory(false)
        .setLocaleConfig("locale", "C")
        .setPort(port)
        .start();
  }

  /** In a program of yours, a pool of connections. */
  private static PGSimpleDataSource source(int port) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName("postgres");
    source.setUser("postgres");
    source.setConnectTimeout(2);
    return source;
  }

  private static void tell(StorageStatus status, PrintStream out) {
    out.println(status.waiting() == 0 ? "nothing waits" : "it waits on local disk");
  }

  /** Round trips to a tower, one a millisecond. */
  private static final class Pings {
    private final SeriesRegistry registry = new SeriesRegistry();
    private final JdbcStorage storage;
    private final Instant begin = Instant.now();
    int sent;

    Pings(JdbcStorage storage) {
      this.storage = storage;
    }

    void send(int count) {
      for (int i = 0; i < count; i++) {
        Readings readings = Readings.of(RTT, 0.010 + sent * 1e-6);
        storage
            .metrics()
            .append(
                new SampleBatch(
                    registry.block("tower-7", readings.layout()),
                    EpochNanos.of(begin.plusMillis(sent++)),
                    readings));
      }
    }
  }
}
