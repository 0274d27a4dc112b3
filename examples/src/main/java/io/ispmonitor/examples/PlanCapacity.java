package io.ispmonitor.examples;

import io.ispmonitor.capacity.CapacityCsv;
import io.ispmonitor.capacity.CapacityPage;
import io.ispmonitor.capacity.CapacityPlan;
import io.ispmonitor.capacity.CapacityPlanner;
import io.ispmonitor.capacity.CapacityReport;
import io.ispmonitor.capacity.FailureForecast;
import io.ispmonitor.capacity.Subject;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.device.Selection;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.InMemoryMetricStore;
import io.ispmonitor.metric.InterfaceMetrics;
import io.ispmonitor.metric.KnownSeries;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.PowerMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SeriesRegistry;
import io.ispmonitor.metric.Unit;
import io.ispmonitor.metric.rollup.Rollups;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The idea: out of some weeks of history comes which links fill up, which battery grows old and
 * which device restarts too often, before anybody calls. With a database it is {@code
 * CapacityPlanner.over(storage.rollups())} and {@code storage.series()}; here history is made up.
 */
public final class PlanCapacity {
  private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
  private static final int DAYS = 56;
  private static final Metric UPTIME = Metric.gauge("device.uptime", Unit.SECONDS, 1);
  private static final Layout LAYOUT =
      Layout.of(
          List.of(
              new Layout.Column(InterfaceMetrics.IN, "sfp1"),
              new Layout.Column(InterfaceMetrics.SPEED, "sfp1"),
              new Layout.Column(PowerMetrics.VOLTAGE, ""),
              new Layout.Column(UPTIME, "")));

  private PlanCapacity() {}

  /** Runs it; the page is written into the directory that is named, or into this one. */
  public static void main(String[] args) throws IOException {
    run(System.out, Path.of(args.length > 0 ? args[0] : "."));
  }

  static void run(PrintStream out, Path directory) throws IOException {
    Inventory inventory = new Inventory();
    inventory.add(Device.named("tower-7").build());
    SeriesRegistry series = new SeriesRegistry();
    try (MetricStore store = InMemoryMetricStore.ofDefaultSize()) {
      makeUp(store, series);
      CapacityReport report =
          CapacityPlanner.over(Rollups.of(store))
              .inventory(inventory)
              .series(KnownSeries.in(series))
              .limit(Subject.VOLTAGE, 46)
              .build()
              .plan(Selection.everything(), BEGIN.plus(Duration.ofDays(DAYS)));
      print(report, out);
      write(report, directory);
    }
  }

  private static void print(CapacityReport report, PrintStream out) {
    for (CapacityPlan plan : report.plans()) {
      out.println(plan.name() + ", " + plan.subject().words() + ": " + plan.words());
    }
    for (FailureForecast failure : report.failures()) {
      out.println(failure.name() + ", " + failure.level() + ": " + failure.words());
    }
  }

  private static void write(CapacityReport report, Path directory) throws IOException {
    StringBuilder page = new StringBuilder();
    CapacityPage.write(report, page);
    Files.writeString(directory.resolve("capacity.html"), page);
    try (Writer table = Files.newBufferedWriter(directory.resolve("capacity.csv"))) {
      CapacityCsv.writePlans(report, table);
    }
  }

  private static void makeUp(MetricStore store, SeriesRegistry series) {
    for (int hour = 0; hour < 24 * DAYS; hour++) {
      int day = hour / 24;
      double traffic = (400e6 + 5e6 * day) * (hour % 24 == 20 ? 1 : 0.5);
      double voltage = (hour % 24 == 5 ? 49 : 54) - 0.03 * day;
      int up = hour < 24 * 45 ? hour + 2_000 : hour % 60; // lately it restarts every 60 hours
      store.append(
          new SampleBatch(
              series.block("tower-7", LAYOUT),
              EpochNanos.of(BEGIN.plus(Duration.ofHours(hour))),
              Readings.of(LAYOUT, traffic, 1e9, voltage, 3_600.0 * up)));
    }
  }
}
