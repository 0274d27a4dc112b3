package io.ispmonitor.testkit.path;

import io.ispmonitor.Monitor;
import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.RecordingListener;
import io.ispmonitor.testkit.ScriptedProbe;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A monitor over a scripted network, in manual time. */
final class World implements AutoCloseable {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final Duration INTERVAL = Duration.ofSeconds(30);

  final ManualTime time;
  final Inventory inventory;
  final ScriptedProbe probe;
  final RecordingListener listener = new RecordingListener();
  final Monitor monitor;
  private final UnaryOperator<MonitorBuilder> more;

  World() {
    this(builder -> builder);
  }

  World(UnaryOperator<MonitorBuilder> more) {
    this(ManualTime.startingAt(NOON), new Inventory(), null, more);
  }

  private World(
      ManualTime time,
      Inventory inventory,
      @Nullable ScriptedProbe probe,
      UnaryOperator<MonitorBuilder> more) {
    this.time = time;
    this.inventory = inventory;
    this.probe = probe == null ? ScriptedProbe.over(inventory, time) : probe;
    this.more = more;
    monitor =
        more.apply(
                Monitor.builder()
                    .inventory(inventory)
                    .probe(this.probe, Schedule.every(INTERVAL))
                    .listener(listener)
                    .outcomes(listener)
                    .time(time))
            .build();
  }

  /** A device behind parents that all have to be up. */
  static Device device(String id, String... parents) {
    Device.Builder builder = Device.named(id).address(InetAddress.getLoopbackAddress());
    for (String parent : parents) {
      builder.parent(parent);
    }
    return builder.build();
  }

  World with(Device... devices) {
    for (Device device : devices) {
      inventory.add(device);
    }
    return this;
  }

  /** Starts the monitor and lets the first minute pass. */
  World settled() {
    monitor.start();
    time.advance(Duration.ofMinutes(1));
    return this;
  }

  /** The same network under another monitor, which starts after a time in which none ran. */
  World restartedAfter(Duration away) {
    monitor.close();
    time.advance(away);
    World next = new World(time, inventory, probe, more);
    next.monitor.start();
    return next;
  }

  DeviceStatus status(String id) {
    return monitor.status(id).orElseThrow();
  }

  DeviceState state(String id) {
    return status(id).state();
  }

  World pass(Duration duration) {
    time.advance(duration);
    return this;
  }

  World passSeconds(long seconds) {
    return pass(Duration.ofSeconds(seconds));
  }

  @Override
  public void close() {
    monitor.close();
    probe.close();
  }
}
