package io.ispmonitor.status;

import io.ispmonitor.device.Inventory;
import io.ispmonitor.device.Selection;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.metric.InterfaceMetrics;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.reachability.StateLog;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.stream.Collectors;

/**
 * What a console, a report or a customer's page shows. A client of the stores and of what the
 * monitor publishes: all of it is worked out on the thread that asks, and what was worked out does
 * not change any more. Thread-safe.
 *
 * <pre>{@code
 * StatusBoard board = monitor.board();
 * for (StatusNode pop : board.tree().roots()) {
 *   console.show(pop.device().name(), pop.counts());
 * }
 * }</pre>
 *
 * <p>Reading from a store takes as long as the store takes; windows and steps are half open, and a
 * window that reaches into the future ends now.
 */
public final class StatusBoard {
  private static final int EVENTS = 1_000;

  private final Sources monitor;
  private final Availabilities availabilities;

  /** Of a monitor, which has one already: {@code Monitor.board()}. */
  public StatusBoard(Sources monitor) {
    this.monitor = monitor;
    this.availabilities =
        new Availabilities(monitor.inventory(), monitor.maintenance(), monitor.stateLog());
  }

  /** What a board needs of its monitor. Everything may be called from any thread. */
  public interface Sources {

    /** The devices. */
    Inventory inventory();

    /** When trouble is expected. */
    Maintenance maintenance();

    /** Where samples are kept. */
    MetricStore metrics();

    /** Where changes of state are kept. */
    StateLog stateLog();

    /** The time the monitor lives by. */
    TimeSource time();

    /** Takes a picture of how all devices stand. */
    StatusTree tree();

    /** What happens; see {@link StatusBoard#events(Executor, int)}. */
    Flow.Publisher<StatusEvent> events(Executor executor, int capacity);
  }

  /** How all devices stand. */
  public StatusTree tree() {
    return monitor.tree();
  }

  /** What a device went through, in its order, as far as the state log goes back. */
  public List<StateChange> changes(String device, Instant from, Instant to) {
    return monitor.stateLog().read(device, from, to);
  }

  /** How a device stood over a window, without a hole. */
  public List<StateSpan> timeline(String device, Instant from, Instant to) {
    return availabilities.spans(device, window(from, to));
  }

  /** How available a device was over a window. */
  public Availability availability(String device, Instant from, Instant to) {
    Window window = window(from, to);
    List<StateSpan> spans = availabilities.spans(device, window);
    return Availability.of(device, window.from(), window.to(), spans);
  }

  /**
   * How available some devices were over a window: those that the selection means now.
   *
   * @param devices for instance {@code Selection.label("region", "north")}; a subtree leaves out
   *     what has another way left
   */
  public SiteAvailability availability(Selection devices, Instant from, Instant to) {
    return availabilities.of(devices, window(from, to));
  }

  /** How available a device and all that was shown below it were over a window. */
  public SiteAvailability availability(StatusNode site, Instant from, Instant to) {
    Set<String> ids =
        site.nodes().map(node -> node.device().id()).collect(Collectors.toUnmodifiableSet());
    return availabilities.of(site.device().id(), ids, window(from, to));
  }

  /**
   * Latency and loss of a device, step by step from {@code from}, as it was measured: what went
   * unanswered while we ourselves were cut off is in it.
   *
   * @param step more than zero; at most 10,000 steps
   */
  public List<SmokeStep> smoke(String device, Instant from, Instant to, Duration step) {
    return Smoke.of(monitor.metrics(), device, steps(from, to, step));
  }

  /**
   * Any series, step by step from {@code from}.
   *
   * @param step more than zero; at most 10,000 steps
   */
  public List<SeriesStep> series(SeriesKey series, Instant from, Instant to, Duration step) {
    return Series.of(monitor.metrics(), series, steps(from, to, step));
  }

  /**
   * What an interface carried, step by step from {@code from}.
   *
   * @param name the interface, as its {@link InterfaceMetrics} name it
   * @param step more than zero; at most 10,000 steps
   */
  public List<TrafficStep> traffic(
      String device, String name, Instant from, Instant to, Duration step) {
    TimeSteps steps = steps(from, to, step);
    List<SeriesStep> in = series(device, InterfaceMetrics.IN, name, steps);
    List<SeriesStep> out = series(device, InterfaceMetrics.OUT, name, steps);
    List<SeriesStep> speed = series(device, InterfaceMetrics.SPEED, name, steps);
    List<TrafficStep> traffic = new ArrayList<>();
    double capacity = Double.NaN;
    for (int i = 0; i < in.size(); i++) {
      double now = speed.get(i).max();
      capacity = Double.isNaN(now) ? capacity : now;
      traffic.add(new TrafficStep(in.get(i), out.get(i), capacity));
    }
    return traffic;
  }

  /** What happens from now on, with room for 1,000 events; see {@link #events(Executor, int)}. */
  public Flow.Publisher<StatusEvent> events(Executor executor) {
    return events(executor, EVENTS);
  }

  /**
   * What happens from the moment of subscribing on. A subscriber that does not keep up loses the
   * oldest events and is told how many by a {@link StatusEvent.Missed}; it keeps nobody waiting.
   * One that throws, or whose executor takes no more work, is cancelled. When the monitor ends,
   * what waits is handed over as far as it is requested, and the stream completes. At most 1,000
   * subscribers at once.
   *
   * @param executor where subscribers are called, each one event after the other; a task of it
   *     lasts only while there is something to hand over
   * @param capacity how many events wait for each subscriber at the most; at least 1
   */
  public Flow.Publisher<StatusEvent> events(Executor executor, int capacity) {
    return monitor.events(executor, capacity);
  }

  private Window window(Instant from, Instant to) {
    return Window.of(from, to, monitor.time().instant());
  }

  private TimeSteps steps(Instant from, Instant to, Duration step) {
    Window window = window(from, to);
    return new TimeSteps(window.from(), window.to(), step);
  }

  private List<SeriesStep> series(String device, Metric metric, String instance, TimeSteps steps) {
    return Series.of(monitor.metrics(), SeriesKey.of(device, metric.name(), instance), steps);
  }
}
