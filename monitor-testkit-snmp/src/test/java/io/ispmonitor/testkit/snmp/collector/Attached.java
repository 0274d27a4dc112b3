package io.ispmonitor.testkit.snmp.collector;

import io.ispmonitor.device.Inventory;
import io.ispmonitor.diagnosis.Diagnosis;
import io.ispmonitor.extension.MonitorContext;
import io.ispmonitor.extension.MonitorListener;
import io.ispmonitor.extension.OutcomeListener;
import io.ispmonitor.health.HealthReport;
import io.ispmonitor.leadership.Leadership;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.probe.Observation;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.reachability.Incident;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.reachability.StateLog;
import io.ispmonitor.status.StatusBoard;
import io.ispmonitor.time.TimeSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;

/** A monitor of which there is only the place where observations are handed in. */
record Attached(List<Observation> observations) implements MonitorContext {
  @Override
  public boolean offer(Observation observation) {
    return observations.add(observation);
  }

  @Override
  public Set<String> observing() {
    return Set.of();
  }

  @Override
  public boolean observes(String device) {
    return false;
  }

  @Override
  public Inventory inventory() {
    throw new UnsupportedOperationException();
  }

  @Override
  public TimeSource time() {
    throw new UnsupportedOperationException();
  }

  @Override
  public ThreadFactory threads() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Maintenance maintenance() {
    throw new UnsupportedOperationException();
  }

  @Override
  public MetricStore metrics() {
    throw new UnsupportedOperationException();
  }

  @Override
  public StateLog stateLog() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Leadership leadership() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<DeviceStatus> status(String device) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Incident> incidents() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Isolation> isolations() {
    throw new UnsupportedOperationException();
  }

  @Override
  public HealthReport health() {
    throw new UnsupportedOperationException();
  }

  @Override
  public StatusBoard board() {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Diagnosis> diagnose(String device) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void listen(MonitorListener listener) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void listen(OutcomeListener listener) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean askNow(String device) {
    throw new UnsupportedOperationException();
  }
}
