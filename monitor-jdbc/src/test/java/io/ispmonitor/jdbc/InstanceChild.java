package io.ispmonitor.jdbc;

import io.ispmonitor.Monitor;
import io.ispmonitor.device.Device;
import io.ispmonitor.instance.Instance;
import io.ispmonitor.instance.InstanceBuilder;
import io.ispmonitor.instance.Tenure;
import io.ispmonitor.jdbc.database.TableNames;
import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.leadership.Leadership;
import io.ispmonitor.leadership.lease.FileLeaseStore;
import io.ispmonitor.leadership.lease.LeaseLeadership;
import io.ispmonitor.leadership.lease.LeaseStore;
import io.ispmonitor.leadership.lease.LeaseTimes;
import io.ispmonitor.leadership.lease.WhenAway;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SeriesRegistry;
import io.ispmonitor.metric.Unit;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.testkit.ScriptedProbe;
import io.ispmonitor.time.TimeSource;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postgresql.ds.PGSimpleDataSource;

/** The program of {@link InstanceProcess}. */
final class InstanceChild {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final Metric VALUE = Metric.gauge("test.value", Unit.COUNT, 1);

  /** In the place of a server's port: the files beside the directory of the instance. */
  static final String FILES = "files";

  private static final LeaseTimes TIMES =
      new LeaseTimes(Duration.ofSeconds(3), Duration.ofMinutes(5));

  private final String id;
  private final int run;
  private final Path directory;
  private final PGSimpleDataSource database = new PGSimpleDataSource();
  private final boolean isOnFiles;
  private int appended;

  private InstanceChild(String[] args) {
    this.id = args[0];
    this.run = Integer.parseInt(args[1]);
    this.directory = Path.of(args[3]);
    this.isOnFiles = args[2].equals(FILES);
    if (isOnFiles) {
      return;
    }
    database.setServerNames(new String[] {"127.0.0.1"});
    database.setPortNumbers(new int[] {Integer.parseInt(args[2])});
    database.setUser("postgres");
    database.setDatabaseName("postgres");
    database.setConnectTimeout(2);
    database.setSocketTimeout(5);
  }

  static String device(String id, int run) {
    return "device of " + id + " in run " + run;
  }

  /** Wants to be in charge, and says when it is sure of it, until it is killed. */
  public static void main(String[] args) throws Exception {
    new InstanceChild(args).run(WhenAway.valueOf(args[4]));
  }

  private void run(WhenAway policy) throws Exception {
    InstanceBuilder builder =
        Instance.builder(id, leases())
            .times(TIMES)
            .whenAway(policy)
            .place(directory)
            .duty(this::begin);
    if (!isOnFiles) {
      builder.whileWaiting(
          () ->
              JdbcStorage.postgresql(database, directory).startLimit(Duration.ofSeconds(2)).open());
    }
    Instance instance = builder.build();
    instance.start();
    LeaseLeadership leadership = instance.leadership();
    while (true) {
      long after = System.nanoTime();
      Optional<FencingToken> token = leadership.isSure() ? leadership.term() : Optional.empty();
      long before = System.nanoTime();
      token.ifPresent(is -> System.out.println("sure " + is.number() + " " + after + " " + before));
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  private LeaseStore leases() {
    return isOnFiles
        ? new FileLeaseStore(directory.resolveSibling("leases"))
        : JdbcLeases.postgresql(database, TableNames.usual(), true, Duration.ofSeconds(1));
  }

  /** On files there is one history for all, and whoever is in charge has it open. */
  private JdbcStorageBuilder storage() {
    return isOnFiles
        ? JdbcStorage.sqlite(directory.resolveSibling("history"))
        : JdbcStorage.postgresql(database, directory);
  }

  private Tenure begin(Leadership leadership) throws Exception {
    JdbcStorage storage = storage().leadership(leadership).callLimit(Duration.ofSeconds(2)).open();
    ScriptedProbe probe = ScriptedProbe.in(TimeSource.system());
    Monitor monitor =
        Monitor.builder()
            .device(Device.of("tower", InetAddress.getLoopbackAddress()))
            .probe(probe, Schedule.every(Duration.ofSeconds(1)))
            .leadership(leadership)
            .stateLog(storage.states())
            .metrics(storage.metrics())
            .build();
    monitor.start();
    AtomicBoolean isOver = new AtomicBoolean();
    Thread load = new Thread(() -> load(storage, isOver), "load");
    load.setDaemon(true);
    load.start();
    return Tenure.of(
        monitor,
        () -> {
          isOver.set(true);
          load.join(1_000);
        },
        probe,
        storage);
  }

  /** Stores one sample after the other, and says which are safe. */
  private void load(JdbcStorage storage, AtomicBoolean isOver) {
    SeriesRegistry registry = new SeriesRegistry();
    Deque<long[]> waiting = new ArrayDeque<>();
    while (!isOver.get()) {
      Readings readings = Readings.of(VALUE, 1);
      SampleBatch batch =
          new SampleBatch(
              registry.block(device(id, run), readings.layout()),
              EpochNanos.of(NOON.plusMillis(appended)),
              readings);
      appended++;
      waiting.add(new long[] {storage.metrics().append(batch), appended});
      long accepted = storage.metrics().acceptedThrough();
      long safe = 0;
      while (!waiting.isEmpty() && waiting.getFirst()[0] <= accepted) {
        safe = waiting.remove()[1];
      }
      if (safe > 0) {
        System.out.println("safe " + safe);
      }
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
