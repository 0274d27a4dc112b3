package io.ispmonitor.extension;

import io.ispmonitor.device.Inventory;
import io.ispmonitor.diagnosis.Diagnosis;
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

/** The parts of a monitor that an extension may use. Everything may be called from any thread. */
public interface MonitorContext {

  /** The devices. */
  Inventory inventory();

  /** The time the monitor lives by. */
  TimeSource time();

  /** Makes threads the way the monitor makes its own. */
  ThreadFactory threads();

  /** When trouble is expected. */
  Maintenance maintenance();

  /** Where samples are kept. */
  MetricStore metrics();

  /** Where changes of state are kept. */
  StateLog stateLog();

  /** Who is in charge. */
  Leadership leadership();

  /** The names of the probes that only observe: what is known from them is not told. */
  Set<String> observing();

  /** Whether the state of a device is judged by a probe that only observes. */
  boolean observes(String device);

  /** How a device stands. */
  Optional<DeviceStatus> status(String device);

  /** The outages that are going on, the worst first; see {@code Monitor.incidents}. */
  List<Incident> incidents();

  /** The uplinks that are lost at present; see {@code Monitor.isolations}. */
  List<Isolation> isolations();

  /** How the monitoring itself is doing; see {@code Monitor.health}. */
  HealthReport health();

  /** What consoles and reports show. */
  StatusBoard board();

  /**
   * Finds out within 15 s what is wrong with a device, once the monitor runs; see {@code
   * Monitor.diagnose}.
   */
  CompletableFuture<Diagnosis> diagnose(String device);

  /** Hears what happens from now on. */
  void listen(MonitorListener listener);

  /** Hears every outcome from now on. */
  void listen(OutcomeListener listener);

  /** Asks a device out of turn; see {@code Monitor.askNow}. */
  boolean askNow(String device);

  /** Hands in something nobody asked for; see {@code Monitor.offer}. */
  boolean offer(Observation observation);
}
