package io.ispmonitor.testkit.diagnosis;

import io.ispmonitor.Monitor;
import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.device.NameResolver;
import io.ispmonitor.diagnosis.Cause;
import io.ispmonitor.diagnosis.Diagnosis;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.ScriptedProbe;
import io.ispmonitor.testkit.ScriptedTracer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A monitor whose probe, tracer and names a test decides, in manual time. */
final class Clinic implements AutoCloseable, NameResolver {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final InetAddress TOWER = address("192.0.2.9");
  static final InetAddress GATEWAY = address("192.0.2.1");
  static final InetAddress RADIO = address("10.0.7.7");

  final ManualTime time = ManualTime.startingAt(NOON);
  final Inventory inventory = new Inventory();
  final ScriptedProbe probe = ScriptedProbe.over(inventory, time);
  final ScriptedTracer tracer = ScriptedTracer.in(time);
  final Map<String, String> names = new HashMap<>();
  final Monitor monitor;

  Clinic() {
    this((builder, clinic) -> builder.tracer(clinic.tracer));
  }

  Clinic(BiFunction<MonitorBuilder, Clinic, MonitorBuilder> more) {
    monitor =
        more.apply(
                Monitor.builder()
                    .inventory(inventory)
                    .probe(probe, Schedule.every(Duration.ofSeconds(30)))
                    .resolver(this)
                    .time(time),
                this)
            .build();
  }

  static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  static Device device(String id, InetAddress address, String... parents) {
    Device.Builder builder = Device.named(id).address(address);
    for (String parent : parents) {
      builder.parent(parent);
    }
    return builder.build();
  }

  /** A radio behind a tower behind a gateway, all of them up. */
  Clinic village() {
    inventory.add(device("gateway", GATEWAY));
    inventory.add(device("tower", TOWER, "gateway"));
    inventory.add(device("radio", RADIO, "tower"));
    tracer.set(GATEWAY, ScriptedTracer.over(GATEWAY));
    tracer.set(TOWER, ScriptedTracer.over(TOWER, GATEWAY));
    tracer.set(RADIO, ScriptedTracer.over(RADIO, GATEWAY, TOWER));
    return settled();
  }

  /** Starts the monitor and lets the first minute pass. */
  Clinic settled() {
    monitor.start();
    return pass(Duration.ofMinutes(1));
  }

  Clinic pass(Duration duration) {
    time.advance(duration);
    return this;
  }

  /** Diagnoses a device and lets time pass until the bound. */
  Diagnosis diagnose(String device) {
    CompletableFuture<Diagnosis> asked = monitor.diagnose(device);
    for (int second = 0; second < 16 && !asked.isDone(); second++) {
      pass(Duration.ofSeconds(1));
    }
    return asked.join();
  }

  Cause cause(String device) {
    return diagnose(device).cause();
  }

  @Override
  public InetAddress resolve(String hostName) throws UnknownHostException {
    @Nullable String known = names.get(hostName);
    if (known == null) {
      throw new UnknownHostException(hostName);
    }
    return address(known);
  }

  @Override
  public void close() {
    monitor.close();
    probe.close();
    tracer.close();
  }
}
