package io.ispmonitor;

import io.ispmonitor.device.Inventory;
import io.ispmonitor.diagnosis.Diagnosis;
import io.ispmonitor.extension.MonitorContext;
import io.ispmonitor.extension.MonitorListener;
import io.ispmonitor.extension.OutcomeListener;
import io.ispmonitor.health.HealthReport;
import io.ispmonitor.internal.path.Path;
import io.ispmonitor.internal.path.PathSettings;
import io.ispmonitor.leadership.Leadership;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.probe.Observation;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.reachability.Incident;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.reachability.StateLog;
import io.ispmonitor.status.StatusBoard;
import io.ispmonitor.status.StatusEvent;
import io.ispmonitor.status.StatusTree;
import io.ispmonitor.time.TimeSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.ThreadFactory;

/** What extensions and the board see of a monitor. Thread-safe. */
final class MonitorView implements MonitorContext, StatusBoard.Sources {
  private final Monitor monitor;
  private final PathSettings settings;
  private final Path path;

  MonitorView(Monitor monitor, PathSettings settings, Path path) {
    this.monitor = monitor;
    this.settings = settings;
    this.path = path;
  }

  @Override
  public Inventory inventory() {
    return settings.inventory();
  }

  @Override
  public TimeSource time() {
    return settings.time();
  }

  @Override
  public ThreadFactory threads() {
    return settings.threads();
  }

  @Override
  public Maintenance maintenance() {
    return settings.maintenance();
  }

  @Override
  public MetricStore metrics() {
    return settings.metrics();
  }

  @Override
  public StateLog stateLog() {
    return settings.stateLog();
  }

  @Override
  public Leadership leadership() {
    return settings.leadership();
  }

  @Override
  public Set<String> observing() {
    return path.observing();
  }

  @Override
  public boolean observes(String device) {
    return path.observes(device);
  }

  @Override
  public Optional<DeviceStatus> status(String device) {
    return path.status(device);
  }

  @Override
  public List<Incident> incidents() {
    return path.incidents();
  }

  @Override
  public List<Isolation> isolations() {
    return path.isolations();
  }

  @Override
  public HealthReport health() {
    return monitor.health();
  }

  @Override
  public StatusBoard board() {
    return monitor.board();
  }

  @Override
  public CompletableFuture<Diagnosis> diagnose(String device) {
    return monitor.diagnose(device);
  }

  @Override
  public StatusTree tree() {
    return path.tree();
  }

  @Override
  public Flow.Publisher<StatusEvent> events(Executor executor, int capacity) {
    return path.events(executor, capacity);
  }

  @Override
  public void listen(MonitorListener listener) {
    path.listen(listener);
  }

  @Override
  public void listen(OutcomeListener listener) {
    path.listen(listener);
  }

  @Override
  public boolean askNow(String device) {
    return path.askNow(device);
  }

  @Override
  public boolean offer(Observation observation) {
    return path.offer(observation);
  }
}
