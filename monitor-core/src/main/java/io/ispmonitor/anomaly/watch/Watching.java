package io.ispmonitor.anomaly.watch;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.InventoryDiff;
import io.ispmonitor.device.InventoryListener;
import io.ispmonitor.extension.MonitorContext;
import io.ispmonitor.extension.MonitorListener;
import io.ispmonitor.extension.ProbeResult;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.probe.Observation;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.time.Wakeup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A watch that is attached. One lock for all of it, which nobody holds for long. */
final class Watching implements MonitorListener {
  private static final long TURN_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();

  private final MonitorContext monitor;
  private final Memory memory;
  private final Bulletin bulletin;
  private final Census census;
  private final Together together;
  private final Findings findings;
  private final Roster roster;
  private final Portrait portrait;
  private @Nullable Wakeup loop;
  private InventoryListener.@Nullable Registration inventory;
  private long hourNanos;

  /** What happened to devices and is not looked at yet; told under the inventory's lock. */
  private final Queue<InventoryDiff> changes = new ConcurrentLinkedQueue<>();

  Watching(AnomalySettings settings, MonitorContext monitor) {
    this.monitor = monitor;
    this.roster = new Roster(settings.plans(), settings.most(), this::make);
    this.bulletin = new Bulletin(AnomalyWatch.SCORE, this::offer, this::epochNanos);
    this.census = new Census(monitor.inventory());
    this.together = new Together(census, roster::all);
    this.findings = new Findings(settings.settle(), bulletin, census, together);
    this.memory = new Memory(settings, roster, findings);
    this.portrait = new Portrait(roster, findings, together, bulletin);
  }

  /** A device that is gone takes its news with it. */
  private boolean offer(Observation news) {
    return monitor.offer(news) || monitor.inventory().find(news.device()).isEmpty();
  }

  private long epochNanos() {
    return EpochNanos.of(monitor.time().instant());
  }

  void open() {
    memory.load();
    hourNanos = monitor.time().nanoTime() + HOUR_NANOS;
    inventory = monitor.inventory().listen(changes::add);
    monitor.listen((ProbeResult result) -> onOutcome(result));
    monitor.listen((MonitorListener) this);
    loop = monitor.time().drive("ispmonitor-anomaly", this::turn, monitor.threads());
  }

  void close() {
    if (inventory != null) {
      inventory.close();
    }
    if (loop != null) {
      loop.close();
    }
    memory.save(this, epochNanos());
  }

  private long turn(long nowNanos) {
    boolean isHour;
    synchronized (this) {
      follow();
      findings.turn(nowNanos);
      isHour = nowNanos - hourNanos >= 0;
      if (isHour) {
        hourNanos = nowNanos + HOUR_NANOS;
        findings.settleDebts();
        for (WatchedSeries old : roster.sweep(epochNanos())) {
          forget(old, nowNanos);
        }
      }
      bulletin.flush();
    }
    if (isHour) {
      memory.save(this, epochNanos());
    }
    return nowNanos + TURN_NANOS;
  }

  private void onOutcome(ProbeResult result) {
    if (result.outcome() instanceof ProbeOutcome.Answered answered) {
      take(result, answered.readings(), answered.more());
    } else if (result.outcome() instanceof ProbeOutcome.Partial partial) {
      take(result, partial.readings(), partial.more());
    }
  }

  private synchronized void take(ProbeResult result, Readings readings, List<Readings> more) {
    long at = EpochNanos.of(result.askedAt());
    take(result.device(), at, readings);
    for (int i = 0; i < more.size(); i++) {
      take(result.device(), at, more.get(i));
    }
  }

  @Override
  public void onObservation(Observation observation) {
    if (observation.readings().size() > 0 && !observation.source().equals(Bulletin.SOURCE)) {
      monitor.inventory().find(observation.device()).ifPresent(is -> take(is, observation));
    }
  }

  private synchronized void take(Device device, Observation said) {
    take(device, EpochNanos.of(said.at()), said.readings());
  }

  private void take(Device device, long epochNanos, Readings readings) {
    if (!roster.isWanted(readings.layout())) {
      return;
    }
    follow();
    if (!teaches(device.id())) {
      return;
    }
    List<DeviceSeries.Slot> slots = roster.slots(device, readings);
    for (int i = 0; i < slots.size(); i++) {
      DeviceSeries.Slot slot = slots.get(i);
      double value = readings.value(slot.column());
      if (!Double.isNaN(value)) {
        take(slot.series(), epochNanos, value);
      }
    }
  }

  /** Whether what a device says now is how it usually is, as far as we know. */
  private boolean teaches(String device) {
    DeviceStatus status = monitor.status(device).orElse(null);
    return status != null
        && status.maintenance().isEmpty()
        && status.evidence().basis() != Evidence.Basis.ISOLATION;
  }

  private void take(WatchedSeries series, long epochNanos, double value) {
    series.lastNanos = Math.max(series.lastNanos, epochNanos);
    SeriesJudge.Turn turn = series.judge.take(epochNanos, value);
    if (turn == SeriesJudge.Turn.NOTHING && !series.chronic.isMuted()) {
      return;
    }
    long now = monitor.time().nanoTime();
    if (turn == SeriesJudge.Turn.BEGAN && series.judge.episode() != null) {
      series.chronic.count(epochNanos);
      findings.began(series, series.judge.episode(), now);
    } else if (turn == SeriesJudge.Turn.ENDED && series.judge.ended() != null) {
      findings.ended(series, series.judge.ended(), now);
    }
    if (series.chronic.turned(epochNanos)) {
      bulletin.muted(series, epochNanos);
    }
  }

  private WatchedSeries make(SeriesKey key, Layout.Column column, AnomalyPlan plan) {
    census.changed();
    return memory.make(key, column.metric(), plan, monitor.time().nanoTime());
  }

  private void forget(WatchedSeries series, long nowNanos) {
    findings.forget(series, nowNanos);
    roster.remove(series);
    census.changed();
  }

  private void follow() {
    for (InventoryDiff next = changes.poll(); next != null; next = changes.poll()) {
      follow(next, monitor.time().nanoTime());
    }
  }

  private void follow(InventoryDiff diff, long now) {
    census.changed();
    for (Device device : diff.removed()) {
      new ArrayList<>(roster.of(device.id())).forEach(series -> forget(series, now));
      roster.forget(device.id());
    }
    for (Device device : diff.changed()) {
      roster.replan(device).forEach(series -> forget(series, now));
    }
  }

  synchronized List<AnomalyFinding> findings() {
    return portrait.findings();
  }

  synchronized List<CommonAnomaly> together() {
    return portrait.together();
  }

  synchronized List<SeriesStatus> series(String device) {
    return portrait.series(device);
  }

  synchronized HealthCheck health(String name) {
    return portrait.health(name, memory.trouble(), monitor.time().nanoTime());
  }
}
