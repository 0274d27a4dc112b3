package io.ispmonitor.testkit.anomaly;

import io.ispmonitor.Monitor;
import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.anomaly.Detectors;
import io.ispmonitor.anomaly.watch.AnomalyPlan;
import io.ispmonitor.anomaly.watch.AnomalyWatch;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.Unit;
import io.ispmonitor.probe.Observation;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Role;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.RecordingListener;
import io.ispmonitor.testkit.ScriptedProbe;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A network with a tower, two sectors and four radios in each, whose heat is judged. */
final class AnomalyRig implements AutoCloseable {
  static final Metric HEAT = Metric.gauge("test.heat", Unit.CELSIUS, 0.1);

  final Instant start;
  final ManualTime time;
  final Inventory inventory = new Inventory();
  final ScriptedProbe ping;
  final ScriptedProbe meter;
  final RecordingListener listener = new RecordingListener();
  final AnomalyWatch watch;
  final Monitor monitor;
  private final Map<String, Layout> layouts = new HashMap<>();

  AnomalyRig() {
    this(UnaryOperator.identity(), UnaryOperator.identity());
  }

  AnomalyRig(UnaryOperator<AnomalyPlan.Builder> plan, UnaryOperator<AnomalyWatch.Builder> options) {
    this(Instant.parse("2026-03-02T00:00:00Z"), plan, options, UnaryOperator.identity());
  }

  AnomalyRig(
      Instant start,
      UnaryOperator<AnomalyPlan.Builder> plan,
      UnaryOperator<AnomalyWatch.Builder> options,
      UnaryOperator<MonitorBuilder> more) {
    this.start = start;
    this.time = ManualTime.startingAt(start);
    this.ping = ScriptedProbe.over(inventory, time).forgetful();
    this.meter = ScriptedProbe.named("meter", Role.DATA, time).forgetful();
    AnomalyPlan heat =
        plan.apply(AnomalyPlan.of("heat", HEAT.name()).detector(LimitDetector.NAME)).build();
    this.watch =
        options
            .apply(
                AnomalyWatch.builder()
                    .plan(heat)
                    .detectors(Detectors.builtIn(ZoneOffset.UTC).with(new LimitDetector.Factory())))
            .build();
    network();
    this.monitor =
        more.apply(
                Monitor.builder()
                    .inventory(inventory)
                    .probe(ping, Schedule.every(Duration.ofSeconds(30)))
                    .probe(meter, Schedule.every(Duration.ofMinutes(1)))
                    .listener(listener)
                    .time(time)
                    .with(watch))
            .build();
  }

  private void network() {
    add("tower");
    for (String sector : List.of("north", "south")) {
      add(sector, "tower");
      for (int radio = 1; radio <= 4; radio++) {
        add(sector + "-" + radio, sector);
      }
    }
  }

  void add(String id, String... parents) {
    Device.Builder device = Device.named(id).address(InetAddress.getLoopbackAddress());
    for (String parent : parents) {
      device.parent(parent);
    }
    inventory.add(device.build());
    heat(id, 20);
  }

  /** From now on a device is so hot. */
  void heat(String device, double value) {
    heat(device, () -> value);
  }

  /** From now on a device is as hot as is said at each question. */
  void heat(String device, DoubleSupplier value) {
    Layout layout = layouts.computeIfAbsent(device, any -> Layout.of(HEAT));
    answers(device, () -> Readings.of(layout, value.getAsDouble()));
  }

  void answers(String device, Readings readings) {
    answers(device, () -> readings);
  }

  private void answers(String device, Supplier<Readings> readings) {
    meter.set(
        device,
        (deadline, later, outcome) -> outcome.accept(new ProbeOutcome.Answered(readings.get())));
  }

  /** No echo comes back from anybody. */
  void silence() {
    inventory.devices().forEach(device -> ping.set(device.id(), ScriptedProbe.silent()));
  }

  void heat(double value, String... devices) {
    for (String device : devices) {
      heat(device, value);
    }
  }

  AnomalyRig started() {
    monitor.start();
    passMinutes(5);
    return this;
  }

  void passMinutes(int minutes) {
    time.advance(Duration.ofMinutes(minutes));
  }

  /** What was told, as "device event instance". */
  List<String> news() {
    List<String> news = new ArrayList<>();
    for (Observation told : listener.observations()) {
      news.add(told.device() + " " + told.event() + " " + told.instance());
    }
    return news;
  }

  String text(String event) {
    return listener.observations().stream()
        .filter(told -> told.event().equals(event))
        .findFirst()
        .orElseThrow()
        .text();
  }

  @Override
  public void close() {
    monitor.close();
    ping.close();
    meter.close();
  }
}
