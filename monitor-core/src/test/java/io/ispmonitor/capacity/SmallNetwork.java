package io.ispmonitor.capacity;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.device.Selection;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.InMemoryMetricStore;
import io.ispmonitor.metric.KnownSeries;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.SeriesRegistry;
import io.ispmonitor.metric.Unit;
import io.ispmonitor.metric.rollup.Rollups;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Devices with a reading an hour, from a Monday's midnight on, and a report at noon of a day. */
final class SmallNetwork {
  static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
  static final SeriesKey IN = SeriesKey.of("tower", "if.in", "ether1");
  static final SeriesKey SPEED = SeriesKey.of("tower", "if.speed", "ether1");

  private final SeriesRegistry registry = new SeriesRegistry();
  private final MetricStore store = InMemoryMetricStore.ofDefaultSize();
  private final ZoneId zone;
  final Inventory inventory = new Inventory();

  SmallNetwork(ZoneId zone) {
    this.zone = zone;
  }

  static SmallNetwork ofTower() {
    SmallNetwork network = new SmallNetwork(ZoneId.of("UTC"));
    network.inventory.add(Device.named("tower").build());
    return network;
  }

  /** What a series has in an hour, counted from the first Monday's midnight. */
  interface Hours {
    /** NaN for nothing. */
    double at(int day, int hour);
  }

  SmallNetwork hourly(SeriesKey key, int days, Hours values) {
    Instant begin = MONDAY.atStartOfDay(zone).toInstant();
    Layout layout =
        Layout.of(
            List.of(new Layout.Column(Metric.gauge(key.metric(), Unit.COUNT, 0), key.instance())));
    for (int i = 0; i < 24 * days; i++) {
      double value = values.at(i / 24, i % 24);
      if (!Double.isNaN(value)) {
        store.append(
            new SampleBatch(
                registry.block(key.device(), layout),
                EpochNanos.of(begin.plus(Duration.ofHours(i))),
                Readings.of(layout, value)));
      }
    }
    return this;
  }

  CapacityReport report(int day) {
    return report(day, planner -> planner);
  }

  /** A report out of a store in which some series are damaged. */
  CapacityReport failing(int day, Predicate<SeriesKey> isBad) {
    Rollups sound = Rollups.of(store);
    Rollups bad =
        (Rollups)
            Proxy.newProxyInstance(
                Rollups.class.getClassLoader(),
                new Class<?>[] {Rollups.class},
                (any, method, args) -> {
                  if (args[0] instanceof SeriesKey key && isBad.test(key)) {
                    throw new IllegalStateException("a bad block of " + key);
                  }
                  return method.invoke(sound, args);
                });
    return report(bad, day, planner -> planner);
  }

  CapacityReport report(int day, UnaryOperator<CapacityPlanner.Builder> change) {
    return report(Rollups.of(store), day, change);
  }

  private CapacityReport report(
      Rollups rollups, int day, UnaryOperator<CapacityPlanner.Builder> change) {
    Instant noon = MONDAY.plusDays(day).atTime(12, 0).atZone(zone).toInstant();
    return change
        .apply(
            CapacityPlanner.over(rollups)
                .inventory(inventory)
                .series(KnownSeries.in(registry))
                .zone(zone))
        .build()
        .plan(Selection.everything(), noon);
  }

  CapacityPlan plan(int day) {
    return report(day).plans().get(0);
  }
}
