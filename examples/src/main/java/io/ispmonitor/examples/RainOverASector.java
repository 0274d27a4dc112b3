package io.ispmonitor.examples;

import io.ispmonitor.Monitor;
import io.ispmonitor.anomaly.Detectors;
import io.ispmonitor.anomaly.Rarity;
import io.ispmonitor.anomaly.watch.AnomalyBackTest;
import io.ispmonitor.anomaly.watch.AnomalyPlan;
import io.ispmonitor.anomaly.watch.AnomalyWatch;
import io.ispmonitor.device.Device;
import io.ispmonitor.extension.MonitorListener;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.Unit;
import io.ispmonitor.probe.Observation;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Role;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.ScriptedProbe;
import java.io.PrintStream;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The idea: nobody sets a limit for the signal of each radio. What is usual is learnt, and when
 * four radios of a sector fade at once, that is one sentence and not four alerts. A back-test then
 * says what other sensitivities would have told of the same days. Played in manual time; with real
 * radios an {@code SnmpCollector} stands in the place of the meter.
 */
public final class RainOverASector implements MonitorListener {
  private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
  private static final Metric SIGNAL = Metric.gauge("wireless.signal", Unit.DBM, 0.1);
  private static final String SECTOR = "north";
  private static final List<String> RADIOS = List.of("north-1", "north-2", "north-3", "north-4");

  private final ManualTime time = ManualTime.startingAt(MONDAY);
  private final ScriptedProbe meter = ScriptedProbe.named("meter", Role.DATA, time).forgetful();
  private final Layout layout = Layout.of(SIGNAL);
  private final Random random = new Random(3);
  private final AnomalyPlan plan = AnomalyPlan.signal(SIGNAL.name()).build();
  private final AnomalyWatch watch = AnomalyWatch.builder().plan(plan).build();
  private final PrintStream out;
  private double fading;

  private RainOverASector(PrintStream out) {
    this.out = out;
  }

  /** Runs it. */
  public static void main(String[] args) {
    run(System.out);
  }

  static void run(PrintStream out) {
    new RainOverASector(out).play();
  }

  private void play() {
    try (Monitor monitor =
        Monitor.builder()
            .devices(network())
            .probe(meter, Schedule.every(Duration.ofMinutes(1)))
            .with(watch)
            .listener(this)
            .time(time)
            .build()) {
      monitor.start();
      time.advance(Duration.ofDays(3));
      fading = 8;
      time.advance(Duration.ofHours(1));
      fading = 0;
      time.advance(Duration.ofHours(2));
      backTest(monitor.metrics());
    }
    meter.close();
  }

  private List<Device> network() {
    List<Device> devices = new ArrayList<>();
    devices.add(Device.named(SECTOR).address(InetAddress.getLoopbackAddress()).build());
    for (String radio : RADIOS) {
      devices.add(
          Device.named(radio).address(InetAddress.getLoopbackAddress()).parent(SECTOR).build());
      meter.set(
          radio, (deadline, later, outcome) -> outcome.accept(new ProbeOutcome.Answered(signal())));
    }
    return devices;
  }

  /** About -61 dBm, a decibel better at night. */
  private Readings signal() {
    double days = Duration.between(MONDAY, time.instant()).toMinutes() / 1_440.0;
    double level = -61 + Math.cos(2 * Math.PI * days) - fading;
    return Readings.of(layout, level + 0.5 * random.nextGaussian());
  }

  private void backTest(MetricStore store) {
    AnomalyBackTest.of(
            plan,
            List.of(Rarity.NOTICE, Rarity.ALARM, Rarity.GRAVE),
            Detectors.builtIn(ZoneOffset.UTC),
            SIGNAL,
            SeriesKey.of(RADIOS.get(0), SIGNAL.name()),
            store,
            MONDAY,
            time.instant())
        .forEach(test -> out.println(test.words()));
  }

  @Override
  public void onObservation(Observation observation) {
    out.println(
        "%s %s %s: %s"
            .formatted(
                time.instant().toString().substring(5, 16),
                observation.device(),
                observation.event(),
                observation.text()));
  }
}
