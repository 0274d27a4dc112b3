package io.ispmonitor.benchmarks.store;

import io.ispmonitor.benchmarks.alerts.LineServer;
import io.ispmonitor.jdbc.StorageStatus;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.SampleBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stores what a provider's devices bring at the pace at which they bring it. Asked {@code idle
 * <seconds>}, which makes the samples and stores none of them, {@code learn}, after which the
 * database knows all devices, {@code go <seconds>} and {@code check}.
 */
public final class ReferenceServer implements AutoCloseable {
  private static final long SEED = 4;
  private static final String DATABASE = "reference";
  private static final long TICK = Duration.ofMillis(5).toNanos();
  private static final long LOOK = Duration.ofSeconds(1).toNanos();
  private static final long LEARN_SECONDS = 60;
  private static final long MICRO = 1_000;

  private final OurStorage ours;
  private final int port;
  private final Provider provider;
  private long stored;

  private ReferenceServer(int port, Path directory, int pinged, int polled, Duration gathered)
      throws SQLException, IOException {
    this.port = port;
    this.ours = OurStorage.inNew(DATABASE, port, directory, gathered);
    this.provider = new Provider(SEED, pinged, polled);
  }

  /**
   * Serves until its standard input ends. Arguments: the server's port, a directory, how many
   * devices are pinged, how many polled, and for how many seconds pings are gathered.
   */
  public static void main(String[] args) throws IOException, SQLException {
    try (ReferenceServer reference =
        new ReferenceServer(
            Integer.parseInt(args[0]),
            Path.of(args[1]),
            Integer.parseInt(args[2]),
            Integer.parseInt(args[3]),
            Duration.ofSeconds(Long.parseLong(args[4])))) {
      LineServer.serve(reference::answer);
    }
  }

  private String answer(String line) throws SQLException, InterruptedException {
    String[] words = line.split(" ", 2);
    return switch (words[0]) {
      case "idle" -> pace(Long.parseLong(words[1]), batch -> {}, null);
      case "learn" -> learn();
      case "go" -> go(Long.parseLong(words[1]));
      case "check" -> check();
      default -> throw LineServer.unknown(line);
    };
  }

  /** Answers how many nanoseconds it took to carry what all devices brought in a minute. */
  private String learn() throws SQLException, InterruptedException {
    go(LEARN_SECONDS);
    long began = System.nanoTime();
    ours.flush();
    long carried = System.nanoTime() - began;
    try (Server server = new Server(port);
        Connection connection = server.connect(DATABASE, "")) {
      Server.execute(connection, "analyze"); // autovacuum would do it within minutes
      server.checkpoint();
    }
    return Long.toString(carried);
  }

  private String go(long seconds) {
    MetricStore store = ours.storage().metrics();
    Depth depth = new Depth(seconds);
    String paced = pace(seconds, store::append, depth);
    return paced + " " + depth;
  }

  /** Answers how many samples there were, and how many microseconds the latest came too late. */
  private String pace(long seconds, Consumer<SampleBatch> taker, @Nullable Depth depth) {
    Traffic traffic = new Traffic(provider, System.currentTimeMillis() * MICRO * MICRO);
    long began = System.nanoTime();
    long end = Duration.ofSeconds(seconds).toNanos();
    long lookAt = LOOK;
    long samples = 0;
    long latest = 0;
    for (long passed = 0; traffic.nextDue() < end; passed = System.nanoTime() - began) {
      latest = Math.max(latest, passed - traffic.nextDue());
      while (traffic.nextDue() < Math.min(passed, end)) {
        SampleBatch batch = traffic.next();
        taker.accept(batch);
        samples += batch.readings().size();
      }
      if (depth != null && passed > lookAt) {
        depth.look(ours.storage().status(), passed);
        lookAt += LOOK;
      }
      LockSupport.parkNanos(TICK);
    }
    stored += depth == null ? 0 : samples;
    return samples + " " + latest / MICRO;
  }

  /** The deepest that spools were in the first and in the second half, in bytes. */
  private static final class Depth {
    private final long half;
    private long first;
    private long second;
    private long lost;

    Depth(long seconds) {
      this.half = Duration.ofSeconds(seconds).toNanos() / 2;
    }

    void look(StorageStatus status, long passed) {
      long bytes = 0;
      long gone = 0;
      for (StorageStatus.SpoolStatus spool : status.spools()) {
        bytes += spool.waitingBytes();
        gone += spool.refused() + spool.lost() + spool.rejected();
      }
      lost = gone;
      if (passed < half) {
        first = Math.max(first, bytes);
      } else {
        second = Math.max(second, bytes);
      }
    }

    @Override
    public String toString() {
      return first + " " + second + " " + lost;
    }
  }

  /** Answers how many samples were stored, how many are there, rows, and bytes of the tables. */
  private String check() throws SQLException, InterruptedException {
    ours.flush();
    try (Server server = new Server(port)) {
      server.checkpoint();
    }
    OurStorage.Stored found = ours.stored();
    return "%d %d %d %d".formatted(stored, found.samples(), found.rows(), found.bytes());
  }

  @Override
  public void close() {
    ours.close();
  }
}
