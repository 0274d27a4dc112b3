package io.ispmonitor.benchmarks.store;

import com.zaxxer.hikari.HikariDataSource;
import io.ispmonitor.benchmarks.alerts.LineServer;
import io.ispmonitor.jdbc.JdbcStorage;
import io.ispmonitor.jdbc.StorageStatus;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.SampleBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * Appends as fast as it can while the database is away, so that all goes to the spool and nothing
 * else is at work. Asked {@code polls <threads> <seconds>} or {@code pings <threads> <seconds>}.
 */
public final class SpoolServer {
  private static final long SEED = 3;
  private static final int DEVICES = 20_000;
  private static final int SHARE = 10;
  private static final long MILLI = 1_000_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final int closedPort;
  private final Path directory;
  private int round;

  private SpoolServer(int closedPort, Path directory) {
    this.closedPort = closedPort;
    this.directory = directory;
  }

  /**
   * Serves until its standard input ends. Arguments: a port where nobody listens, and a directory.
   */
  public static void main(String[] args) throws IOException {
    LineServer.serve(new SpoolServer(Integer.parseInt(args[0]), Path.of(args[1]))::answer);
  }

  /**
   * Answers how many samples were taken, in how many nanoseconds, and how often there was no room.
   */
  private String answer(String line) throws IOException {
    String[] words = line.split(" ", 3);
    List<SampleBatch> batches = batches(words[0].equals("polls"));
    int threads = Integer.parseInt(words[1]);
    long length = Duration.ofSeconds(Long.parseLong(words[2])).toNanos();
    try (HikariDataSource pool = new Server(closedPort).pool("nowhere");
        JdbcStorage storage =
            JdbcStorage.postgresql(pool, directory.resolve("spool-" + round++))
                .startLimit(Duration.ofSeconds(1))
                .open()) {
      String measured = measure(storage.metrics(), batches, threads, length);
      checkNothingWent(storage.status());
      return measured;
    }
  }

  private static void checkNothingWent(StorageStatus status) {
    for (StorageStatus.SpoolStatus spool : status.spools()) {
      if (spool.lost() > 0) {
        throw new IllegalStateException("the spool lost what was appended: " + spool);
      }
    }
  }

  private static List<SampleBatch> batches(boolean isPolls) {
    Provider provider =
        Provider.ofInterfacesAlone(SEED, isPolls ? 0 : DEVICES, isPolls ? DEVICES / SHARE : 0);
    long now = System.currentTimeMillis() * MILLI;
    return new Traffic(provider, now).before(Duration.ofSeconds(60).toNanos());
  }

  private static String measure(
      MetricStore store, List<SampleBatch> batches, int threads, long length) {
    long began = System.nanoTime();
    List<CompletableFuture<Appender>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int first = batches.size() / threads * i;
      running.add(
          CompletableFuture.supplyAsync(
              () -> append(new Appender(store), batches, first, began + length),
              SpoolServer::start));
    }
    List<Appender> ended = running.stream().map(CompletableFuture::join).toList();
    long position = ended.stream().mapToLong(Appender::position).max().orElse(0);
    awaitDurable(store, position, began + length + PATIENCE.toNanos());
    return "%d %d %d"
        .formatted(
            ended.stream().mapToLong(Appender::samples).sum(),
            System.nanoTime() - began,
            ended.stream().mapToLong(Appender::refused).sum());
  }

  private static void start(Runnable task) {
    new Thread(task, "appends").start();
  }

  private static Appender append(
      Appender appender, List<SampleBatch> batches, int first, long until) {
    int next = first;
    while (System.nanoTime() - until < 0) {
      appender.append(batches.get(next));
      next = next + 1 == batches.size() ? 0 : next + 1;
    }
    return appender;
  }

  private static void awaitDurable(MetricStore store, long position, long until) {
    while (store.acceptedThrough() < position) {
      if (System.nanoTime() - until > 0) {
        throw new IllegalStateException("what was appended did not become durable");
      }
      LockSupport.parkNanos(MILLI);
    }
  }
}
