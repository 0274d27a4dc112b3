package io.ispmonitor.app.site;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.app.config.ChannelEntry;
import io.ispmonitor.app.config.Configuration;
import io.ispmonitor.app.config.DatabaseEntry;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.icmp.EchoOptions;
import io.ispmonitor.icmp.IcmpProbe;
import io.ispmonitor.icmp.IcmpTracer;
import io.ispmonitor.jdbc.JdbcStorage;
import io.ispmonitor.jdbc.JdbcStorageBuilder;
import io.ispmonitor.leadership.Leadership;
import io.ispmonitor.leadership.lease.InstanceStatus;
import io.ispmonitor.maintenance.MaintenanceWindow;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.Uplink;
import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.SnmpOptions;
import io.ispmonitor.snmp.collector.SnmpCollector;
import io.ispmonitor.synthetic.Outlook;
import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** Makes a site of a configuration: real sockets, real databases, real people who are told. */
public final class ConfiguredSite {
  private static final int CONNECTIONS = 8;
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** The lease may come at any time, and must not wait for what waits. */
  private static final Duration WAITING_START = Duration.ofSeconds(5);

  private final Configuration configuration;
  private final DeviceDirectory directory;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final TimeSource time = TimeSource.system();

  private ConfiguredSite(Configuration configuration) {
    this.configuration = configuration;
    this.directory = new DeviceDirectory(configuration);
  }

  /**
   * Opens everything and lets it run; what was opened is closed again when something of it fails.
   *
   * @param data where history and spool are, and what else is kept
   * @param leadership whether this instance is in charge
   * @param instances which instances there are
   * @throws IOException when the data directory cannot be used, or is used by another program
   */
  public static Running start(
      Configuration configuration,
      Path data,
      Leadership leadership,
      Supplier<List<InstanceStatus>> instances)
      throws IOException {
    ConfiguredSite site = new ConfiguredSite(configuration);
    boolean runs = false;
    try {
      LiveSite live = site.plan(data, leadership).instances(instances).start();
      runs = true;
      site.maintain(live);
      return new Running(live, site.directory);
    } finally {
      if (!runs) {
        site.closeAll();
      }
    }
  }

  /**
   * A site that runs, and what can be changed of it.
   *
   * @param site the site
   * @param directory what devices are asked with
   */
  public record Running(LiveSite site, DeviceDirectory directory) {}

  /**
   * What an instance has open while another one is in charge: what its last term left on its disk
   * gets to the database.
   *
   * @throws IOException when the data directory cannot be used
   */
  public static AutoCloseable waiting(Configuration configuration, Path data) throws IOException {
    ConfiguredSite site = new ConfiguredSite(configuration);
    boolean isOpen = false;
    try {
      site.kept(site.storage(data).startLimit(WAITING_START).open());
      isOpen = true;
      return site::closeAll;
    } finally {
      if (!isOpen) {
        site.closeAll();
      }
    }
  }

  /** A pool of connections to the database of a configuration; to be closed. */
  public static HikariDataSource pool(DatabaseEntry database) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(database.url());
    config.setUsername(database.user());
    Secret password = database.password();
    if (password != null) {
      config.setPassword(password.revealText());
    }
    config.setMaximumPoolSize(CONNECTIONS);
    config.setPoolName("isp-monitor");
    config.setConnectionTimeout(CONNECT.toMillis());
    config.setInitializationFailTimeout(-1); // it may come later
    return new HikariDataSource(config);
  }

  private SitePlan plan(Path data, Leadership leadership) throws IOException {
    Inventory inventory = new Inventory();
    inventory.addAll(directory.devices());
    SitePlan plan =
        new SitePlan(inventory, this::ask)
            .name(configuration.name())
            .zone(configuration.zone())
            .directory(data)
            .leadership(leadership)
            .rules(configuration.rules())
            .anomalies(configuration.anomalies().plans(inventory))
            .mostSeries(configuration.anomalies().most())
            .power(directory::power)
            .storage(kept(storage(data).leadership(leadership).open()));
    for (ChannelEntry channel : configuration.channels().values()) {
      plan.channel(kept(channel.create()), channel.options());
    }
    configuration.routes().forEach(plan::route);
    configuration.inhibitions().forEach(plan::inhibit);
    return plan.owns(this::closeAll);
  }

  private JdbcStorageBuilder storage(Path data) {
    Path history = data.resolve("history");
    DatabaseEntry database = configuration.database();
    JdbcStorageBuilder builder =
        database == null
            ? JdbcStorage.sqlite(history)
            : JdbcStorage.postgresql(kept(pool(database)), history);
    return builder.keepSamples(configuration.retention());
  }

  private <T extends AutoCloseable> T kept(T part) {
    opened.push(part);
    return part;
  }

  private MonitorBuilder ask(MonitorBuilder monitor, Intervals intervals) {
    Configuration.PingEntry ping = configuration.ping();
    IcmpProbe echoes =
        kept(
            IcmpProbe.builder()
                .options(EchoOptions.DEFAULT.withMaxOpen(ping.atOnce()))
                .time(time)
                .open());
    SnmpCollector collector =
        kept(
            SnmpCollector.builder()
                .targets(directory::target)
                .options(SnmpOptions.defaults().time(time))
                .open());
    for (Uplink uplink : configuration.uplinks()) {
      monitor.uplink(uplink);
    }
    return new OutsideProbes(kept(Outlook.open()), directory::outside)
        .add(monitor, configuration.outside(), intervals)
        .probe(
            echoes,
            Schedule.every(ping.interval())
                .timeout(ping.timeout())
                .perDevice(intervals::of)
                .on(OutsideProbes::isPinged))
        .probe(collector, collector.schedule(configuration.snmp()))
        .with(collector.observing())
        .tracer(kept(IcmpTracer.open()))
        .subscribers(directory::subscribers);
  }

  /** Windows of the configuration stand beside those that people have made in the console. */
  private void maintain(LiveSite live) {
    for (MaintenanceWindow window : configuration.maintenance()) {
      live.monitor().maintenance().schedule(window);
    }
  }

  private void closeAll() throws IOException {
    IOException failure = null;
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        failure = failure == null ? new IOException("a part could not be closed", e) : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
