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
import org.jspecify.annotations.Nullable;

/**
 * Stores the same samples again and again in one way, so that warm JVMs of several ways can take
 * turns. Asked {@code prepare <pinged> <polled> <seconds> <most samples>}, {@code go}, {@code
 * settle} and {@code check}, in this order; who asks looks at the processor's time in between.
 */
public final class StoreServer {
  private static final long SEED = 1;
  private static final int MANY = 1_000;

  private final String name;
  private final Server server;
  private final Path directory;
  private final String database;
  private @Nullable Way way;
  private List<SampleBatch> batches = List.of();
  private int round;
  private long walBefore;

  private StoreServer(String name, int port, Path directory) {
    this.name = name;
    this.server = new Server(port);
    this.directory = directory;
    this.database = "way_" + name;
  }

  /** Serves until its standard input ends. Arguments: the way, the server's port, a directory. */
  public static void main(String[] args) throws IOException {
    StoreServer server = new StoreServer(args[0], Integer.parseInt(args[1]), Path.of(args[2]));
    LineServer.serve(server::answer);
  }

  private String answer(String line) throws IOException, SQLException, InterruptedException {
    String[] words = line.split(" ", 5);
    return switch (words[0]) {
      case "prepare" -> prepare(words);
      case "go" -> go();
      case "settle" -> settle();
      case "check" -> check();
      default -> throw LineServer.unknown(line);
    };
  }

  /** Answers how many samples there are. */
  private String prepare(String[] words) throws SQLException, IOException {
    int pinged = Integer.parseInt(words[1]);
    int polled = Integer.parseInt(words[2]);
    Duration length = Duration.ofSeconds(Long.parseLong(words[3]));
    long most = Long.parseLong(words[4]);
    Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(1));
    Traffic traffic =
        new Traffic(new Provider(SEED, pinged, polled), start.toEpochMilli() * 1_000_000);
    batches = upTo(most, traffic.before(length.toNanos()));
    server.renew(database);
    way = open();
    System.gc();
    server.checkpoint();
    walBefore = server.walBytes();
    return Long.toString(Traffic.samples(batches));
  }

  private static List<SampleBatch> upTo(long most, List<SampleBatch> all) {
    long samples = 0;
    int size = 0;
    while (size < all.size() && samples < most) {
      samples += all.get(size++).readings().size();
    }
    return List.copyOf(all.subList(0, size));
  }

  private Way open() throws SQLException, IOException {
    return switch (name) {
      case "insert" -> new RowWay(connect(""), 1);
      case "batch" -> new RowWay(connect(""), MANY);
      case "rewrite" -> new RowWay(connect("reWriteBatchedInserts=true"), MANY);
      case "zabbix" -> new ZabbixWay(connect("preferQueryMode=simple"));
      case "ours" ->
          new OurWay(OurStorage.open(server, database, directory.resolve("round-" + round++)));
      default -> throw new IllegalArgumentException("'" + name + "' is no way of storing");
    };
  }

  private Connection connect(String options) throws SQLException {
    return server.connect(database, options);
  }

  private Way way() {
    Way open = way;
    if (open == null) {
      throw new IllegalStateException("nothing was prepared");
    }
    return open;
  }

  /** Answers nanoseconds. */
  private String go() throws SQLException, InterruptedException {
    long began = System.nanoTime();
    way().store(batches);
    return Long.toString(System.nanoTime() - began);
  }

  /** Answers the bytes that were logged; then pays what was put off. */
  private String settle() throws SQLException {
    long logged = server.walBytes() - walBefore;
    server.checkpoint();
    return Long.toString(logged);
  }

  /** Answers what is there: samples, bytes, wrong ones, blocks, readings, refusals. */
  private String check() throws SQLException, IOException {
    long samples = way().count();
    try (Connection connection = connect("")) {
      long bytes = Server.tableBytes(connection, "%");
      long wrong = 0;
      long refused = 0;
      BlockCount blocks = new BlockCount(0, 0, 0);
      if (way() instanceof OurWay ours) {
        wrong = ReadBack.wrong(ours.metrics(), batches);
        blocks = BlockCount.of(connection);
        refused = ours.refused();
      }
      return "%d %d %d %d %d %d"
          .formatted(samples, bytes, wrong, blocks.blocks(), blocks.readings(), refused);
    } finally {
      way().close();
      way = null;
      server.drop(database);
    }
  }
}
