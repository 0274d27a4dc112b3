package io.ispmonitor.examples.demo;

import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.device.Device;
import io.ispmonitor.snmp.SnmpOptions;
import io.ispmonitor.snmp.SnmpTarget;
import io.ispmonitor.snmp.collector.SnmpCollector;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks over SNMP beside the echoes, and keeps the latest of what is said. To be closed. */
final class Collecting implements AutoCloseable {
  /** Whoever watches sees no more with less, and agents have other things to do. */
  private static final Duration SHORTEST = Duration.ofSeconds(5);

  private final SnmpCollector collector;
  private final Collected collected;
  private final Function<Device, @Nullable SnmpTarget> targets;

  private Collecting(SnmpCollector collector, Function<Device, @Nullable SnmpTarget> targets) {
    this.targets = targets;
    this.collector = collector;
    this.collected = new Collected(collector.name());
  }

  /**
   * Opens a socket to ask with.
   *
   * @param targets how a device is asked; null for one that is not
   * @throws java.io.UncheckedIOException when there is none
   */
  static Collecting open(Function<Device, @Nullable SnmpTarget> targets, TimeSource time) {
    return new Collecting(
        SnmpCollector.builder().targets(targets).options(SnmpOptions.defaults().time(time)).open(),
        targets);
  }

  /** Lets a monitor that lasts ask as often as it sends echoes, but not more often than is good. */
  MonitorBuilder join(MonitorBuilder monitor, Duration interval) {
    return joinOnce(monitor, interval.compareTo(SHORTEST) < 0 ? SHORTEST : interval);
  }

  /** Lets a monitor ask that is soon over. */
  MonitorBuilder joinOnce(MonitorBuilder monitor, Duration interval) {
    return monitor
        .probe(collector, collector.schedule(interval))
        .with(collector.observing())
        .outcomes(collected)
        .listener(collected);
  }

  /** Whether this device is asked, once it has an address. */
  boolean asks(Device device) {
    return device.hostName() != null || targets.apply(device) != null;
  }

  /** What came. */
  Collected collected() {
    return collected;
  }

  @Override
  public void close() {
    collector.close();
  }
}
