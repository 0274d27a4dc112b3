package io.ispmonitor.benchmarks.store;

import io.ispmonitor.benchmarks.alerts.LineServer;
import io.ispmonitor.metric.SampleBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Holds the same week of samples in our storage and in both tables of rows. Asked {@code load},
 * {@code compact}, {@code size <table>}, {@code read <table> <series>} and {@code drop <table>
 * <day>}, where a table is ours, batch or zabbix.
 */
public final class HistoryServer implements AutoCloseable {
  private static final long SEED = 2;
  private static final String DATABASE = "week";

  /**
   * What is appended at once. Flushed every three minutes, pings would lie as after a week of real
   * time, which takes an hour, since a flush waits for the spool's next forcing. So rows are longer
   * until they are compacted, a quarter of an hour.
   */
  private static final long STEP = Duration.ofHours(3).toNanos();

  private final Server server;
  private final OurStorage ours;
  private final Connection connection;
  private final Provider provider;
  private final Instant start;
  private final Duration length;

  private HistoryServer(int port, Path directory, int pinged, int polled, Duration length)
      throws SQLException, IOException {
    this.server = new Server(port);
    server.renew(DATABASE);
    this.ours = OurStorage.open(server, DATABASE, directory);
    this.connection = server.connect(DATABASE, "");
    this.provider = new Provider(SEED, pinged, polled);
    this.length = length;
    this.start = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(length);
  }

  /**
   * Serves until its standard input ends. Arguments: the server's port, a directory, how many
   * devices are pinged, how many polled, and for how many days.
   */
  public static void main(String[] args) throws IOException, SQLException {
    try (HistoryServer history =
        new HistoryServer(
            Integer.parseInt(args[0]),
            Path.of(args[1]),
            Integer.parseInt(args[2]),
            Integer.parseInt(args[3]),
            Duration.ofDays(Long.parseLong(args[4])))) {
      LineServer.serve(history::answer);
    }
  }

  private String answer(String line) throws SQLException, InterruptedException {
    String[] words = line.split(" ", 3);
    return switch (words[0]) {
      case "load" -> Long.toString(load());
      case "compact" -> compact();
      case "size" -> Long.toString(size(words[1]));
      case "read" -> times().read(words[1], Integer.parseInt(words[2]));
      case "drop" -> Long.toString(drop(words[1], Long.parseLong(words[2])));
      default -> throw LineServer.unknown(line);
    };
  }

  private HistoryTimes times() {
    return new HistoryTimes(ours.storage().metrics(), connection, provider, start, length);
  }

  /** Returns how many samples lie in each of the three. */
  private long load() throws SQLException, InterruptedException {
    Traffic traffic = new Traffic(provider, start.toEpochMilli() * 1_000_000);
    RowTables rows = new RowTables(connection);
    Appender appender = new Appender(ours.storage().metrics());
    for (long end = STEP; end <= length.toNanos(); end += STEP) {
      List<SampleBatch> step = traffic.before(end);
      appender.append(step);
      ours.flush();
      rows.add(step);
    }
    rows.flush();
    checkAll(appender.samples());
    return appender.samples();
  }

  private void checkAll(long samples) throws SQLException {
    long inRows = Server.number(connection, "select count(*) from sample");
    long inHistory = Server.number(connection, "select count(*) from history");
    long inBlocks = BlockCount.of(connection).samples();
    if (inRows != samples || inHistory != samples || inBlocks != samples) {
      throw new IllegalStateException(
          "of %d samples %d are in sample, %d in history, and %d in ours"
              .formatted(samples, inRows, inHistory, inBlocks));
    }
  }

  /** Answers whether there was anything that compacts. */
  private String compact() throws SQLException {
    boolean isCompacted = Compaction.of(ours.storage());
    Server.execute(connection, "vacuum analyze");
    server.checkpoint();
    return isCompacted ? "1" : "0";
  }

  private long size(String table) throws SQLException {
    return Server.tableBytes(
        connection,
        switch (table) {
          case "ours" -> "monitor_%";
          case "batch" -> "sample";
          default -> "history";
        });
  }

  /** Returns how many nanoseconds it took to remove a day and all before it. */
  private long drop(String table, long day) throws SQLException {
    Instant before = start.plus(Duration.ofDays(day + 1));
    long began = System.nanoTime();
    switch (table) {
      case "ours" -> ours.storage().purge(before);
      case "batch" -> Server.execute(connection, "delete from sample where ts < '" + before + "'");
      default ->
          Server.execute(
              connection, "delete from history where clock < " + before.getEpochSecond());
    }
    return System.nanoTime() - began;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    ours.close();
    server.drop(DATABASE);
    server.close();
  }
}
