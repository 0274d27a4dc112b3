package io.ispmonitor.app.site;

import io.ispmonitor.Monitor;
import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.alert.AlertLedger;
import io.ispmonitor.alert.AlertStore;
import io.ispmonitor.alert.InMemoryAlertLedger;
import io.ispmonitor.alert.InMemoryAlertStore;
import io.ispmonitor.alerting.Alerting;
import io.ispmonitor.alerting.AlertingBuilder;
import io.ispmonitor.alerting.Route;
import io.ispmonitor.alerting.channel.StreamChannel;
import io.ispmonitor.alerting.delivery.ChannelOptions;
import io.ispmonitor.alerting.rule.Rule;
import io.ispmonitor.anomaly.watch.AnomalyPlan;
import io.ispmonitor.anomaly.watch.AnomalyWatch;
import io.ispmonitor.jdbc.JdbcStorage;
import io.ispmonitor.leadership.lease.InstanceStatus;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.metric.InMemoryMetricStore;
import io.ispmonitor.metric.KnownSeries;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.RecentMetricStore;
import io.ispmonitor.metric.rollup.Rollups;
import io.ispmonitor.power.PowerWatch;
import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A site that runs, from {@link SitePlan#start} to {@link #close}. */
public final class LiveSite implements Site, AutoCloseable {

  /** The name of the channel that consoles listen to. */
  public static final String CONSOLE = "console";

  private static final Logger LOG = LoggerFactory.getLogger(LiveSite.class);
  private static final int EVENTS_KEPT = 1_000;
  private static final int EVENTS_UNDER_WAY = 10_000;

  private final SitePlan plan;
  private final Intervals intervals;
  private final ExecutorService listeners;
  private final StreamChannel stream;
  private final AlertStore alerts;
  private final AlertLedger ledger;
  private final Alerting alerting;
  private final PowerWatch power;
  private final AnomalyWatch anomalies;
  private final Rollups rollups;
  private final KnownSeries series;
  private final Supplier<Instant> remembered;
  private final Monitor monitor;

  private LiveSite(SitePlan plan) throws IOException {
    this.plan = plan;
    JdbcStorage storage = plan.storage;
    intervals =
        Intervals.of(
            plan.inventory,
            plan.directory == null ? null : plan.directory.resolve("intervals.properties"));
    listeners = listeners();
    stream = new StreamChannel(CONSOLE, EVENTS_KEPT, listeners);
    alerts = storage == null ? new InMemoryAlertStore() : storage.alerts();
    ledger = storage == null ? new InMemoryAlertLedger() : storage.ledger();
    alerting = telling();
    power = PowerWatch.builder().limits(plan.powerLimits).zone(plan.zone).build();
    anomalies = noticing();
    if (storage == null) {
      InMemoryMetricStore metrics = InMemoryMetricStore.ofDefaultSize();
      series = metrics.series();
      rollups = Rollups.of(metrics);
      remembered = () -> Instant.MIN;
      monitor = asking(metrics);
    } else {
      series = new CachedSeries(storage.series(), plan.time);
      rollups = storage.rollups();
      RecentMetricStore recent = RecentMetricStore.over(storage.metrics(), plan.time);
      remembered = recent::remembered;
      monitor = asking(recent);
    }
  }

  /** Builds what was planned and lets it run; what the plan owns is closed when that fails. */
  static LiveSite of(SitePlan plan) throws IOException {
    LiveSite site = null;
    boolean runs = false;
    try {
      site = new LiveSite(plan);
      site.monitor.start();
      runs = true;
      return site;
    } finally {
      if (!runs) {
        if (site == null) {
          closeOwned(plan);
        } else {
          site.close();
        }
      }
    }
  }

  private Alerting telling() {
    AlertingBuilder builder =
        Alerting.builder()
            .alerts(alerts)
            .ledger(ledger)
            .zone(plan.zone)
            .rules(plan.rules)
            .channel(stream, ChannelOptions.usual())
            .route(Route.to(CONSOLE).named(CONSOLE).goOn());
    if (plan.storage != null) {
      builder.outbox(plan.storage.outbox()).limits(plan.storage.limits());
    }
    plan.channels.forEach(builder::channel);
    plan.routes.forEach(builder::route);
    plan.inhibitions.forEach(builder::inhibit);
    return builder.build();
  }

  private AnomalyWatch noticing() {
    AnomalyWatch.Builder builder =
        AnomalyWatch.builder().zone(plan.zone).mostSeries(plan.mostSeries);
    if (plan.watchesUsual) {
      builder.plan(AnomalyPlan.latency().build()).plan(AnomalyPlan.loss().build());
    } else if (plan.anomalies.isEmpty()) {
      builder.plan(AnomalyPlan.latency().devices(device -> false).build());
    } else {
      plan.anomalies.forEach(builder::plan);
    }
    if (plan.directory != null) {
      builder.keepIn(plan.directory.resolve("anomalies"));
    }
    return builder.build();
  }

  private Monitor asking(MetricStore metrics) {
    MonitorBuilder builder =
        plan.asking
            .apply(Monitor.builder(), intervals)
            .inventory(plan.inventory)
            .time(plan.time)
            .leadership(plan.leadership)
            .metrics(metrics)
            .with(alerting)
            .with(power)
            .with(anomalies);
    if (plan.directory != null) {
      builder.disk(plan.directory);
    }
    if (plan.storage != null) {
      builder
          .stateLog(plan.storage.states())
          .maintenance(Maintenance.in(plan.storage.maintenance()))
          .with(plan.storage.health());
    }
    return builder.build();
  }

  /** Calls who listens to alerts: one thread, which nobody waits for. */
  private static ExecutorService listeners() {
    return new ThreadPoolExecutor(
        1,
        1,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(EVENTS_UNDER_WAY),
        work -> {
          Thread thread = new Thread(work, "isp-monitor-events");
          thread.setDaemon(true);
          return thread;
        });
  }

  @Override
  public String name() {
    return plan.name;
  }

  @Override
  public Monitor monitor() {
    return monitor;
  }

  @Override
  public Alerting alerting() {
    return alerting;
  }

  @Override
  public List<Rule> rules() {
    return List.copyOf(plan.rules);
  }

  @Override
  public AlertStore alertHistory() {
    return alerts;
  }

  @Override
  public AlertLedger ledger() {
    return ledger;
  }

  @Override
  public StreamChannel alertStream() {
    return stream;
  }

  @Override
  public PowerWatch power() {
    return power;
  }

  @Override
  public AnomalyWatch anomalies() {
    return anomalies;
  }

  @Override
  public Rollups rollups() {
    return rollups;
  }

  @Override
  public Instant remembered() {
    return remembered.get();
  }

  @Override
  public KnownSeries series() {
    return series;
  }

  @Override
  public Intervals intervals() {
    return intervals;
  }

  @Override
  public Optional<JdbcStorage> storage() {
    return Optional.ofNullable(plan.storage);
  }

  @Override
  public List<InstanceStatus> instances() {
    return plan.instances.get();
  }

  @Override
  public TimeSource time() {
    return plan.time;
  }

  @Override
  public ZoneId zone() {
    return plan.zone;
  }

  /** Ends it: asks nobody any more, tells nobody, carries what waits, and closes what it owns. */
  @Override
  public void close() {
    monitor.close();
    stream.close();
    listeners.shutdown();
    closeOwned(plan);
  }

  /** Storage first: carrying what waits takes what it stands on. */
  private static void closeOwned(SitePlan plan) {
    JdbcStorage storage = plan.storage;
    if (storage != null) {
      storage.close();
    }
    for (AutoCloseable part : plan.owned) {
      closeQuietly(part);
    }
  }

  private static void closeQuietly(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      LOG.warn("{} could not be closed", part, e);
    }
  }
}
