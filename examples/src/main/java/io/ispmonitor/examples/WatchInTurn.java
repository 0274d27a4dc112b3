package io.ispmonitor.examples;

import io.ispmonitor.Monitor;
import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.alerting.Alerting;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.DeviceKind;
import io.ispmonitor.instance.Instance;
import io.ispmonitor.instance.InstanceListener;
import io.ispmonitor.instance.Parts;
import io.ispmonitor.instance.Takeover;
import io.ispmonitor.instance.Tenure;
import io.ispmonitor.jdbc.JdbcLeases;
import io.ispmonitor.jdbc.JdbcStorage;
import io.ispmonitor.leadership.Leadership;
import io.ispmonitor.leadership.lease.LeaseLeadership;
import io.ispmonitor.leadership.lease.LeaseTimes;
import io.ispmonitor.leadership.lease.WhenAway;
import io.ispmonitor.probe.Schedule;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The program that {@link StandbyTakesOver} starts twice: watches web pages while it is in charge,
 * and prints what it would tell people.
 */
public final class WatchInTurn {
  /** Short ones, so that the example is; an outage of the network is no reason to take over. */
  /** The lease may come at any time: what opens while it waits must not take long. */
  private static final Duration SOON = Duration.ofSeconds(2);

  private static final LeaseTimes TIMES =
      new LeaseTimes(Duration.ofSeconds(3), Duration.ofMinutes(5));

  private final String id;
  private final DataSource database;
  private final Path directory;
  private final List<Device> pages = new ArrayList<>();
  private final PrintStream out;

  private WatchInTurn(String id, DataSource database, Path directory, PrintStream out) {
    this.id = id;
    this.database = database;
    this.directory = directory;
    this.out = out;
  }

  /**
   * Runs until it is killed.
   *
   * @param args its id, the database's host and port, a directory of its own, what to do while the
   *     database is away, and pages
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    WatchInTurn program =
        new WatchInTurn(
            args[0], source(args[1], Integer.parseInt(args[2])), Path.of(args[3]), System.out);
    for (String page : List.of(args).subList(5, args.length)) {
      program.pages.add(device(page));
    }
    program.run(WhenAway.valueOf(args[4]));
  }

  private static Device device(String page) throws UnknownHostException {
    URI uri = URI.create(page);
    return Device.named("page-" + uri.getPort())
        .kind(DeviceKind.SERVER)
        .address(InetAddress.getByName(uri.getHost()))
        .label(HttpProbe.URL, page)
        .build();
  }

  /** In a program of yours, a pool of connections. */
  private static DataSource source(String host, int port) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {host});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName("postgres");
    source.setUser("postgres");
    source.setConnectTimeout(2);
    source.setSocketTimeout(5);
    return source;
  }

  private void run(WhenAway policy) throws InterruptedException {
    try (Instance instance =
        Instance.builder(id, JdbcLeases.postgresql(database))
            .times(TIMES)
            .whenAway(policy)
            .place(directory)
            .duty(leadership -> Tenure.open(parts -> watch(leadership, parts)))
            .whileWaiting(() -> JdbcStorage.postgresql(database, directory).startLimit(SOON).open())
            .listener(new Printed())
            .build()) {
      instance.start();
      String said = "";
      while (true) {
        String now = standing(instance.leadership());
        if (!now.equals(said)) {
          say(now);
        }
        said = now;
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  private static String standing(LeaseLeadership leadership) {
    if (leadership.isSure()) {
      return "has the lease";
    }
    return leadership.term().isPresent()
        ? "does not know whether it still has the lease"
        : "waits: " + leadership.reason();
  }

  /** One term: it begins with what the one before has stored. */
  private Monitor watch(Leadership leadership, Parts parts) throws IOException {
    JdbcStorage storage =
        parts.add(JdbcStorage.postgresql(database, directory).leadership(leadership).open());
    Alerting alerting =
        Alerting.builder()
            .alerts(storage.alerts())
            .ledger(storage.ledger())
            .outbox(storage.outbox())
            .channel(new Printed())
            .build();
    return Monitor.builder()
        .devices(pages)
        .probe(
            new HttpProbe(), Schedule.every(Duration.ofMillis(500)).timeout(Duration.ofMillis(400)))
        .leadership(leadership)
        .stateLog(storage.states())
        .metrics(storage.metrics())
        .with(alerting)
        .build();
  }

  private synchronized void say(String what) {
    out.println(id + ": " + what);
  }

  /** Tells by printing; a real one would send something somewhere. */
  private final class Printed implements NotificationChannel, InstanceListener {
    @Override
    public String name() {
      return "print";
    }

    @Override
    public DeliveryResult deliver(Notice notice) {
      say(
          "tells %s%s"
              .formatted(notice.message().title(), notice.mayRepeat() ? " (perhaps again)" : ""));
      return DeliveryResult.delivered();
    }

    @Override
    public void onTakeover(Takeover takeover) {
      say(
          "in charge of %d devices%s"
              .formatted(
                  takeover.devices(), takeover.from() == null ? "" : " after " + takeover.from()));
    }
  }
}
