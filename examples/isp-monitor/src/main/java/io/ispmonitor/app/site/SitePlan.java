package io.ispmonitor.app.site;

import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.alerting.Inhibition;
import io.ispmonitor.alerting.Route;
import io.ispmonitor.alerting.delivery.ChannelOptions;
import io.ispmonitor.alerting.rule.Rule;
import io.ispmonitor.anomaly.watch.AnomalyPlan;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.jdbc.JdbcStorage;
import io.ispmonitor.leadership.Leadership;
import io.ispmonitor.leadership.lease.InstanceStatus;
import io.ispmonitor.power.PowerLimits;
import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link LiveSite} is to be made of. All but the inventory and what asks its devices has a
 * default: system time and zone, history in memory, the built-in rules, nobody to tell. For one
 * thread, and for one site.
 */
public final class SitePlan {
  final Inventory inventory;
  final BiFunction<MonitorBuilder, Intervals, MonitorBuilder> asking;
  final Map<NotificationChannel, ChannelOptions> channels = new LinkedHashMap<>();
  final List<Route> routes = new ArrayList<>();
  final List<Rule> rules = new ArrayList<>();
  final List<Inhibition> inhibitions = new ArrayList<>();
  final List<AnomalyPlan> anomalies = new ArrayList<>();
  boolean watchesUsual = true;
  int mostSeries = 100_000;
  final List<AutoCloseable> owned = new ArrayList<>();
  String name = "isp-monitor";
  TimeSource time = TimeSource.system();
  Leadership leadership = Leadership.always();
  ZoneId zone = ZoneId.systemDefault();
  Function<Device, @Nullable PowerLimits> powerLimits = device -> null;
  Supplier<List<InstanceStatus>> instances = List::of;
  @Nullable JdbcStorage storage;
  @Nullable Path directory;

  /**
   * A plan.
   *
   * @param inventory what there is
   * @param asking adds to a monitor the probes, their schedules with these intervals, the uplinks
   *     and the like; not the inventory, the storage or the time
   */
  public SitePlan(
      Inventory inventory, BiFunction<MonitorBuilder, Intervals, MonitorBuilder> asking) {
    this.inventory = Objects.requireNonNull(inventory, "inventory");
    this.asking = Objects.requireNonNull(asking, "asking");
  }

  /** What people call it. */
  public SitePlan name(String of) {
    name = of;
    return this;
  }

  /** Another time than the machine's. */
  public SitePlan time(TimeSource of) {
    time = of;
    return this;
  }

  /** The zone of days, months and what people are told. */
  public SitePlan zone(ZoneId of) {
    zone = of;
    return this;
  }

  /** Where history, alerts and maintenance are kept; closed with the site. */
  public SitePlan storage(JdbcStorage of) {
    storage = of;
    return this;
  }

  /** Where small things are kept over a restart: intervals, what anomalies learnt. */
  public SitePlan directory(Path of) {
    directory = of;
    return this;
  }

  /** Tells people over this. */
  public SitePlan channel(NotificationChannel channel, ChannelOptions options) {
    channels.put(channel, options);
    return this;
  }

  /** Who is told what. */
  public SitePlan route(Route route) {
    routes.add(route);
    return this;
  }

  /** What is an alert, beside reachability. */
  public SitePlan rules(List<? extends Rule> more) {
    rules.addAll(more);
    return this;
  }

  /** What keeps what quiet. */
  public SitePlan inhibit(Inhibition inhibition) {
    inhibitions.add(inhibition);
    return this;
  }

  /** All that is watched for being unusual; may be nothing. */
  public SitePlan anomalies(List<AnomalyPlan> plans) {
    watchesUsual = false;
    anomalies.addAll(plans);
    return this;
  }

  /** How many series are watched for what is unusual at the most; 100,000 unless said. */
  public SitePlan mostSeries(int most) {
    mostSeries = most;
    return this;
  }

  /** What is watched for what is unusual; latency and loss unless something is named. */
  public SitePlan anomalies(AnomalyPlan plan) {
    watchesUsual = false;
    anomalies.add(plan);
    return this;
  }

  /** What batteries devices have; null for none. */
  public SitePlan power(Function<Device, @Nullable PowerLimits> limits) {
    powerLimits = limits;
    return this;
  }

  /** Whether this instance is in charge; always by default. Also the storage's. */
  public SitePlan leadership(Leadership of) {
    leadership = of;
    return this;
  }

  /** Which instances there are. */
  public SitePlan instances(Supplier<List<InstanceStatus>> of) {
    instances = of;
    return this;
  }

  /** Closed with the site, after the monitor and the storage, in the order given. */
  public SitePlan owns(AutoCloseable part) {
    owned.add(part);
    return this;
  }

  /**
   * Builds it and lets it run.
   *
   * @throws IOException when what was kept cannot be read
   */
  public LiveSite start() throws IOException {
    return LiveSite.of(this);
  }
}
