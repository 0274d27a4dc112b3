package io.ispmonitor.benchmarks.store;

import io.ispmonitor.benchmarks.alerts.LineServer;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.SampleBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Compacts the last hour of a provider that may be compacted. Asked {@code load}, {@code compact}
 * and {@code size}, in this order; who asks looks at the processor's time in between.
 */
public final class UpkeepServer implements AutoCloseable {
  private static final long SEED = 5;
  private static final String DATABASE = "upkeep";
  private static final Duration SETTLED = Duration.ofMinutes(10);
  private static final int MINUTES = 60;
  private static final int GATHERED = 3;
  private static final int POLL = 8;

  private final Server server;
  private final OurStorage ours;
  private final Connection connection;
  private final Provider provider;

  private UpkeepServer(int port, Path directory, int pinged, int polled)
      throws SQLException, IOException {
    this.server = new Server(port);
    server.renew(DATABASE);
    this.ours = OurStorage.open(server, DATABASE, directory);
    this.connection = server.connect(DATABASE, "");
    this.provider = Provider.ofInterfacesAlone(SEED, pinged, polled);
  }

  /**
   * Serves until its standard input ends. Arguments: the server's port, a directory, how many
   * devices are pinged, and how many polled.
   */
  public static void main(String[] args) throws IOException, SQLException {
    try (UpkeepServer upkeep =
        new UpkeepServer(
            Integer.parseInt(args[0]),
            Path.of(args[1]),
            Integer.parseInt(args[2]),
            Integer.parseInt(args[3]))) {
      LineServer.serve(upkeep::answer);
    }
  }

  private String answer(String line) throws SQLException, InterruptedException {
    return switch (line) {
      case "load" -> load();
      case "compact" -> Long.toString(compact());
      case "size" -> Long.toString(size());
      default -> throw LineServer.unknown(line);
    };
  }

  /**
   * Lets an hour's readings lie as they do at their real pace: polls in rows of their own, and
   * pings some minutes to a row. Answers samples, rows and bytes.
   */
  private String load() throws SQLException, InterruptedException {
    Instant hour = Instant.now().minus(SETTLED).truncatedTo(ChronoUnit.HOURS).minusSeconds(3_600);
    Traffic traffic = new Traffic(provider, hour.toEpochMilli() * 1_000_000);
    long end = EpochNanos.of(hour.plus(1, ChronoUnit.HOURS));
    Appender appender = new Appender(ours.storage().metrics());
    List<SampleBatch> pings = new ArrayList<>();
    for (int minute = 1; minute <= MINUTES; minute++) {
      for (SampleBatch batch : traffic.before(Duration.ofMinutes(minute).toNanos())) {
        if (batch.epochNanos() >= end) {
          continue; // asked a little late, and so in the next hour
        }
        if (batch.readings().size() >= POLL) {
          appender.append(batch);
        } else {
          pings.add(batch);
        }
      }
      if (minute % GATHERED == 0) {
        appender.append(pings);
        pings.clear();
      }
      ours.flush();
    }
    Server.execute(connection, "analyze"); // autovacuum would do it within minutes
    server.checkpoint();
    OurStorage.Stored stored = ours.stored();
    if (stored.samples() != appender.samples()) {
      throw new IllegalStateException(
          "%d of %d samples wait to be compacted; was it done meanwhile?"
              .formatted(stored.samples(), appender.samples()));
    }
    return "%d %d %d".formatted(stored.samples(), stored.rows(), stored.bytes());
  }

  /** Returns how many series were compacted. */
  private long compact() throws SQLException {
    ours.storage().upkeep();
    server.checkpoint();
    return Server.number(connection, "select count(*) from monitor_chunk");
  }

  private long size() throws SQLException {
    long left = ours.stored().samples();
    if (left > 0) {
      throw new IllegalStateException(left + " samples were not compacted");
    }
    return Server.tableBytes(connection, "monitor_%");
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    ours.close();
    server.drop(DATABASE);
    server.close();
  }
}
