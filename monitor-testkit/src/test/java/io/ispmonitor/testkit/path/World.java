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

/** A monitor over a scripted network, in manual time. */
final class World implements AutoCloseable {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final Duration INTERVAL = Duration.ofSeconds(30);

  final ManualTime time = ManualTime.startingAt(NOON);
  final Inventory inventory = new Inventory();
  final ScriptedProbe probe = ScriptedProbe.over(inventory, time);
  final RecordingListener listener = new RecordingListener();
  final Monitor monitor;

  World() {
    this(builder -> builder);
  }

  World(UnaryOperator<MonitorBuilder> more) {
    monitor =
        more.apply(
                Monitor.builder()
                    .inventory(inventory)
                    .probe(probe, Schedule.every(INTERVAL))
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
