package io.ispmonitor.examples;

import io.ispmonitor.alerting.rule.Archive;
import io.ispmonitor.alerting.rule.BackTest;
import io.ispmonitor.alerting.rule.Rule;
import io.ispmonitor.alerting.rule.ThresholdRule;
import io.ispmonitor.device.Device;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.InMemoryMetricStore;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.PowerMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SeriesRegistry;
import java.io.PrintStream;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The idea: before a rule wakes anybody, it is held against what is stored. A limit without a clear
 * level of its own flaps with a voltage that trembles around it; with one, and with three values in
 * a row, the same day has one alert.
 */
public final class BackTestARule {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int MINUTES = 600;

  private final SeriesRegistry series = new SeriesRegistry();

  private BackTestARule() {}

  /** Runs it. */
  public static void main(String[] args) {
    run(System.out);
  }

  static void run(PrintStream out) {
    new BackTestARule().play(out);
  }

  private void play(PrintStream out) {
    Device tower = Device.named("tower-7").address(InetAddress.getLoopbackAddress()).build();
    try (MetricStore store = InMemoryMetricStore.ofDefaultSize()) {
      for (int minute = 0; minute < MINUTES; minute++) {
        store(store, tower, NOON.plus(MINUTE.multipliedBy(minute)), voltage(minute));
      }
      String metric = PowerMetrics.VOLTAGE.name();
      Rule hasty = ThresholdRule.below("hasty", metric, 25).build();
      Rule calm = ThresholdRule.below("calm", metric, 25).clear(25.5).samples(3, 3).build();
      for (Rule rule : List.of(hasty, calm)) {
        out.println(held(rule, tower, store).words());
      }
    }
  }

  private static BackTest held(Rule rule, Device device, MetricStore store) {
    Instant end = NOON.plus(MINUTE.multipliedBy(MINUTES));
    return BackTest.ofMetric(
        rule, device, PowerMetrics.VOLTAGE, List.of(""), Archive.of(store), NOON, end);
  }

  /** A battery that sinks to 25 V in five hours, trembles there, and is charged again. */
  private static double voltage(int minute) {
    double away = Math.abs(minute - MINUTES / 2) / 150.0;
    double tremble = minute % 2 == 0 ? 0.2 : -0.2;
    return 24.6 + Math.min(2.6, away) + tremble;
  }

  private void store(MetricStore store, Device device, Instant at, double volts) {
    Readings readings = Readings.of(PowerMetrics.VOLTAGE, volts);
    store.append(
        new SampleBatch(series.block(device.id(), readings.layout()), EpochNanos.of(at), readings));
  }
}
