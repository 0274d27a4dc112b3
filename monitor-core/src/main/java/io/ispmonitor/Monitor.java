package io.ispmonitor;

import io.ispmonitor.device.Inventory;
import io.ispmonitor.diagnosis.Diagnosis;
import io.ispmonitor.diagnosis.DiagnosisException;
import io.ispmonitor.extension.MonitorExtension;
import io.ispmonitor.extension.MonitorListener;
import io.ispmonitor.extension.OutcomeListener;
import io.ispmonitor.health.HealthReport;
import io.ispmonitor.internal.loop.Aside;
import io.ispmonitor.internal.path.Path;
import io.ispmonitor.internal.path.PathSettings;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.probe.Observation;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.reachability.Incident;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.reachability.StateLog;
import io.ispmonitor.status.StatusBoard;
import io.ispmonitor.telemetry.DeviceExport;
import io.ispmonitor.telemetry.DeviceReadout;
import io.ispmonitor.telemetry.Meter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the devices of an inventory.
 *
 * <pre>{@code
 * try (IcmpProbe icmp = IcmpProbe.open();
 *     Monitor monitor = Monitor.builder()
 *         .device(Device.of("core-sw-1", InetAddress.getByName("192.0.2.1")))
 *         .probe(icmp, Schedule.every(Duration.ofSeconds(30)))
 *         .onStateChange(change -> log.info("{} is {}", change.device(), change.to()))
 *         .build()) {
 *   monitor.start();
 *   ...
 * }
 * }</pre>
 *
 * <p><b>Life.</b> {@link #start()} once, {@link #close()} at any time, from any thread, as often as
 * one likes; it ends within two seconds whatever the host's code does. A closed monitor is not
 * started again: build another. What the host handed in is left open.
 *
 * <p><b>Threads.</b> A handful of loops, however many devices: schedule, judge, store, listeners,
 * scopes, resolvers, health and watchdog, and one for diagnoses once there is one. Every method may
 * be called from any thread and none of them waits. Probes are called by the schedule's loop,
 * stores by the store's, listeners by the listeners' or on the executor that was handed in; a loop
 * that hangs in host code for longer than ten seconds goes on with a new thread, and the health
 * report and the log name who it hung in.
 */
public final class Monitor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Monitor.class);
  private static final Duration EXTENSIONS_CLOSE = Duration.ofMillis(500);
  private static final Duration DIAGNOSIS = Duration.ofSeconds(15);
  private static final Duration SHORTEST_DIAGNOSIS = Duration.ofSeconds(1);
  private static final Duration LONGEST_DIAGNOSIS = Duration.ofMinutes(1);

  private final PathSettings settings;
  private final Path path;
  private final List<MonitorExtension> extensions;
  private final MonitorView view;
  private final StatusBoard board;
  private final AtomicReference<Life> life = new AtomicReference<>(Life.NEW);

  private enum Life {
    NEW,
    STARTING,
    STARTED,
    CLOSED
  }

  Monitor(
      PathSettings settings,
      List<MonitorListener> listeners,
      List<OutcomeListener> outcomeListeners,
      List<MonitorExtension> extensions) {
    this.settings = settings;
    this.extensions = List.copyOf(extensions);
    this.path = new Path(settings, this.extensions);
    listeners.forEach(path::listen);
    outcomeListeners.forEach(path::listen);
    this.view = new MonitorView(this, settings, path);
    this.board = new StatusBoard(view);
  }

  /** Begins to describe a monitor. */
  public static MonitorBuilder builder() {
    return new MonitorBuilder();
  }

  /**
   * Attaches the extensions and begins to ask. When an extension fails, what was attached before is
   * closed again and the monitor with it.
   *
   * @throws IllegalStateException when it was started or closed before, or an extension failed
   */
  public void start() {
    if (!life.compareAndSet(Life.NEW, Life.STARTING)) {
      throw new IllegalStateException(
          life.get() == Life.CLOSED
              ? "the monitor is closed; build another one"
              : "the monitor is started already; start it once");
    }
    List<MonitorExtension> attached = new ArrayList<>();
    try {
      for (MonitorExtension extension : extensions) {
        attached.add(extension);
        attach(extension);
      }
      path.start();
    } catch (RuntimeException | Error e) {
      life.set(Life.CLOSED);
      end(attached);
      throw e;
    }
    if (!life.compareAndSet(Life.STARTING, Life.STARTED)) {
      end(attached);
      throw new IllegalStateException("the monitor was closed while it started");
    }
    log.info(
        "MONITOR_STARTED watching {} devices with {}",
        settings.inventory().size(),
        settings.probes().stream().map(is -> is.probe().name() + " " + is.schedule()).toList());
  }

  private void attach(MonitorExtension extension) {
    try {
      extension.attach(view);
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          ("the monitor was not started: extension '%s' could not be attached, it said '%s'; "
                  + "mend it or leave it out")
              .formatted(extension.name(), e),
          e);
    }
  }

  /** Ends the monitor: no question, no event, no thread is left. Does nothing the second time. */
  @Override
  public void close() {
    switch (life.getAndSet(Life.CLOSED)) {
      case NEW -> end(List.of()); // somebody may have subscribed to its events already
      case STARTED -> {
        end(extensions);
        log.info("MONITOR_CLOSED");
      }
      case STARTING, CLOSED -> {} // it starts on another thread, which cleans up
    }
  }

  private void end(List<MonitorExtension> attached) {
    path.close();
    if (!attached.isEmpty()) {
      Aside.run(
          "ispmonitor-close",
          settings.threads(),
          EXTENSIONS_CLOSE,
          () -> attached.forEach(Monitor::close));
    }
  }

  /** The devices; change them while the monitor runs. */
  public Inventory inventory() {
    return settings.inventory();
  }

  /** When trouble is expected; change it while the monitor runs. */
  public Maintenance maintenance() {
    return settings.maintenance();
  }

  /** Where samples are kept. */
  public MetricStore metrics() {
    return settings.metrics();
  }

  /** Where changes of state are kept. */
  public StateLog stateLog() {
    return settings.stateLog();
  }

  /** What consoles and reports show: the tree of devices, smoke, availability, events. */
  public StatusBoard board() {
    return board;
  }

  /** How a device stands; empty when it is not watched, or not yet. */
  public Optional<DeviceStatus> status(String device) {
    return path.status(device);
  }

  /** How all devices stand, in no particular order, each at the moment it was looked at. */
  public List<DeviceStatus> statuses() {
    return path.statuses();
  }

  /** How many devices are in each state; all states are in it. */
  public Map<DeviceState, Integer> counts() {
    return path.counts();
  }

  /** Behind which uplinks we are cut off at present; empty when behind none. */
  public List<Isolation> isolations() {
    return path.isolations();
  }

  /**
   * The outages that are going on, those that hurt most subscribers first; among equals those with
   * most devices behind them, then the oldest.
   */
  public List<Incident> incidents() {
    return path.incidents();
  }

  /**
   * Asks a device out of turn by all its probes, as soon as the budget for such questions allows
   * and no question is open.
   *
   * @return false when the device is not watched, or too many are to be asked already
   */
  public boolean askNow(String device) {
    return path.askNow(device);
  }

  /** Finds out within 15 s what is wrong with a device; see {@link #diagnose(String, Duration)}. */
  public CompletableFuture<Diagnosis> diagnose(String device) {
    return diagnose(device, DIAGNOSIS);
  }

  /**
   * Finds out what is wrong with a device: looks up its name, sends it a few echoes, goes the way
   * to it hop by hop, knocks at the TCP ports its probes need, and has its probes ask it out of
   * turn. Echoes need a tracer, see {@link MonitorBuilder#tracer}. The questions of the probes
   * count like all others; nothing else changes what the monitor thinks of the device.
   *
   * <p>Never waits. The future is completed where listeners are called, on the monitor's own loop
   * or on the executor that was handed in, and then a few seconds earlier than the bound as a rule.
   * When the time is over, it comes with what was found so far. Up to 16 devices are examined at
   * once; who asks for one that is being examined joins, and gets what is found at the end or by
   * the bound of its own, with the time it was begun at.
   *
   * <p>The future fails with a {@link DiagnosisException} that says why when the device is not
   * watched, when too many diagnoses are under way, and when the monitor does not run or is closed
   * meanwhile.
   *
   * @param device the device's id
   * @param atMost how long it may take; 1 s to 1 minute
   */
  public CompletableFuture<Diagnosis> diagnose(String device, Duration atMost) {
    if (atMost.compareTo(SHORTEST_DIAGNOSIS) < 0 || atMost.compareTo(LONGEST_DIAGNOSIS) > 0) {
      throw new IllegalArgumentException(
          "diagnosis of '%s': atMost must be from %s to %s, was %s"
              .formatted(device, SHORTEST_DIAGNOSIS, LONGEST_DIAGNOSIS, atMost));
    }
    if (life.get() != Life.STARTED) {
      return CompletableFuture.failedFuture(
          new DiagnosisException(
              "device '"
                  + device
                  + "' is not diagnosed: the monitor does not run; start it first"));
    }
    return path.diagnose(device, atMost);
  }

  /**
   * Hands in something that nobody asked for. Never waits.
   *
   * @return false, and counted in the health report, when the device is unknown or the queue full
   */
  public boolean offer(Observation observation) {
    return path.offer(observation);
  }

  /** How the monitoring itself is doing. Never waits, and never speaks of devices that are down. */
  public HealthReport health() {
    return path.health();
  }

  /**
   * Why it does not do its work any more: a loop of its own, or of an extension, has stood still
   * for longer than given. Empty while all of them turn. Never waits.
   */
  public Optional<String> stall(Duration longest) {
    return path.stall(longest);
  }

  /**
   * The monitoring itself in numbers, as they are now, with labels for probes, loops, queues and
   * stores but never for devices. Never waits.
   */
  public List<Meter> meters() {
    return path.meters();
  }

  /**
   * The states and last values of devices. A value that is older than three of the intervals in
   * which it is asked for is left out, one that nobody asks for after five minutes, and one that is
   * missing at present too. Reads the metric store on the caller's thread: it takes as long as the
   * store does, and throws what the store throws.
   *
   * @param export which devices and metrics, and how many series at most
   */
  public DeviceReadout read(DeviceExport export) {
    return path.read(export);
  }

  private static void close(MonitorExtension extension) {
    try {
      extension.close();
    } catch (Exception | Error e) {
      log.warn("extension {} could not be closed", extension.name(), e);
    }
  }
}
