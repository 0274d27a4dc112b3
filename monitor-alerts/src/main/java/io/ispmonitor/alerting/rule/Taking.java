package io.ispmonitor.alerting.rule;

import io.ispmonitor.alert.Signal;
import io.ispmonitor.device.Device;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.Readings;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What is being taken: one object for all, so that taking makes none. For one thread. */
final class Taking {
  private static final Signal.Sink NOBODY = signal -> {};

  final Clocks time;

  /** Whether silent rules are heard too. */
  private final boolean tellsAll;

  DeviceWatch device;
  String by = "";
  long atNanos;
  Signal.Sink sink = NOBODY;

  /** Whether what is taken is known from a probe that only observes. */
  boolean isObserved;

  private Set<String> observing = Set.of();
  private Predicate<String> isObservedDevice = device -> false;
  private Layout layout = Layout.EMPTY;
  private int column;

  /** How long the process was paused in all: it does not count as silence. */
  private long lostNanos;

  Taking(Clocks time, Room room, boolean tellsAll) {
    this.time = time;
    this.device = new DeviceWatch(Device.named("none").build(), room);
    this.tellsAll = tellsAll;
  }

  void begin(DeviceWatch device, String by, long atNanos, Signal.Sink sink) {
    this.device = device;
    this.by = by;
    this.isObserved = observing.contains(by);
    this.atNanos = atNanos;
    this.sink = sink;
  }

  void observe(Set<String> probes, Predicate<String> devices) {
    observing = Set.copyOf(probes);
    isObservedDevice = devices;
  }

  /** It is the state of the device that is taken. */
  void beginState() {
    isObserved = !observing.isEmpty() && isObservedDevice.test(device.device.id());
  }

  /** Hands a signal over, unless the rule is silent. */
  void tell(Rule rule, Supplier<Signal> signal) {
    if (tellsAll || rule.heading().isTold()) {
      sink.accept(signal.get());
    }
  }

  void turnTo(Readings readings, int column) {
    this.layout = readings.layout();
    this.column = column;
  }

  Metric metric() {
    return layout.column(column).metric();
  }

  /** Time that no step of the clock and no pause disturbs. */
  long steadyNanos() {
    return steady(time.nanoTime());
  }

  long steady(long nanoTime) {
    return nanoTime - lostNanos;
  }

  void lose(long nanos) {
    lostNanos += nanos;
  }

  /**
   * When it was that what is taken was asked, in time that no step of the clock disturbs: so long
   * ago as the clock says now. Only what is asked while the clock steps is amiss.
   */
  long askedNanos() {
    return time.nanoTime() - Math.max(0, nowNanos() - atNanos);
  }

  long nowNanos() {
    return EpochNanos.of(time.instant());
  }

  /**
   * Whether a value is newer than the last one of its series. Where the last one lies ahead of the
   * clock, the clock was set back: the series goes on from here.
   */
  boolean isNews(Memory memory) {
    if (atNanos <= memory.lastNanos && memory.lastNanos <= nowNanos()) {
      return false;
    }
    memory.lastNanos = atNanos;
    return true;
  }
}
