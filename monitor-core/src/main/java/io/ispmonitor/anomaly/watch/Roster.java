package io.ispmonitor.anomaly.watch;

import io.ispmonitor.device.Device;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.SeriesKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** All series that are judged, within bounds. Under the watch's lock. */
final class Roster {
  static final long FORGOTTEN_NANOS = Duration.ofDays(14).toNanos();
  private static final int MOST_LAYOUTS = 10_000;

  private final Map<String, List<AnomalyPlan>> ofMetric = new HashMap<>();
  private final int most;
  private final Maker maker;
  private final Map<String, DeviceSeries> devices = new HashMap<>();
  private final Map<SeriesKey, WatchedSeries> all = new LinkedHashMap<>();

  /** Whether any plan is about a layout. Layouts are shared, so there are few. */
  private final Map<Layout, Boolean> wanted = new WeakHashMap<>();

  private Layout boring = Layout.EMPTY;
  private int leftOut;

  /** Makes a series that was not there before. */
  interface Maker {
    WatchedSeries make(SeriesKey key, Layout.Column column, AnomalyPlan plan);
  }

  Roster(List<AnomalyPlan> plans, int most, Maker maker) {
    this.most = most;
    this.maker = maker;
    for (AnomalyPlan plan : plans) {
      ofMetric.computeIfAbsent(plan.metric(), any -> new ArrayList<>()).add(plan);
    }
  }

  Collection<WatchedSeries> all() {
    return all.values();
  }

  /** The series of a device. */
  Collection<WatchedSeries> of(String device) {
    DeviceSeries known = devices.get(device);
    return known == null ? List.of() : known.all();
  }

  /** For how many there was no room, counted when their answers came. */
  int leftOut() {
    return leftOut;
  }

  /** Which series the readings of a device hold, of a layout that is wanted. */
  List<DeviceSeries.Slot> slots(Device device, Readings readings) {
    Layout layout = readings.layout();
    DeviceSeries known = devices.computeIfAbsent(device.id(), id -> new DeviceSeries());
    DeviceSeries.Columns columns = known.find(layout);
    if (columns == null) {
      columns = columns(device, known, layout);
      known.put(columns);
    }
    return columns.slots();
  }

  /** Whether any plan is about a metric of a layout. */
  @SuppressWarnings("ReferenceEquality") // the very same layout is meant
  boolean isWanted(Layout layout) {
    if (layout == boring) {
      return false;
    }
    Boolean isWanted = wanted.get(layout);
    if (isWanted == null) {
      isWanted = false;
      for (int i = 0; i < layout.size() && !isWanted; i++) {
        isWanted = ofMetric.containsKey(layout.column(i).metric().name());
      }
      if (wanted.size() >= MOST_LAYOUTS) {
        wanted.clear();
      }
      wanted.put(layout, isWanted);
    }
    if (!isWanted) {
      boring = layout;
    }
    return isWanted;
  }

  private DeviceSeries.Columns columns(Device device, DeviceSeries known, Layout layout) {
    List<DeviceSeries.Slot> slots = new ArrayList<>();
    int missing = 0;
    for (int i = 0; i < layout.size(); i++) {
      Layout.Column column = layout.column(i);
      AnomalyPlan plan = planOf(device, column);
      if (plan != null) {
        WatchedSeries series = series(device, known, column, plan);
        if (series == null) {
          missing++;
        } else {
          slots.add(new DeviceSeries.Slot(i, series));
        }
      }
    }
    leftOut += missing;
    return new DeviceSeries.Columns(layout, List.copyOf(slots), missing == 0);
  }

  private @Nullable AnomalyPlan planOf(Device device, Layout.Column column) {
    for (AnomalyPlan plan : ofMetric.getOrDefault(column.metric().name(), List.of())) {
      if (plan.wants(device, column.instance())) {
        return plan;
      }
    }
    return null;
  }

  private @Nullable WatchedSeries series(
      Device device, DeviceSeries known, Layout.Column column, AnomalyPlan plan) {
    SeriesKey key = SeriesKey.of(device.id(), column.metric().name(), column.instance());
    WatchedSeries series = known.find(key);
    if (series == null && all.size() < most) {
      series = maker.make(key, column, plan);
      known.add(series);
      all.put(key, series);
    }
    return series;
  }

  /** Drops a series. */
  void remove(WatchedSeries series) {
    all.remove(series.key);
    DeviceSeries known = devices.get(series.key.device());
    if (known != null) {
      known.remove(series.key);
    }
  }

  /** Drops a device, all of whose series were dropped. */
  void forget(String device) {
    devices.remove(device);
  }

  /** What a device is has changed: the series no plan wants any more. */
  List<WatchedSeries> replan(Device device) {
    DeviceSeries known = devices.get(device.id());
    if (known == null) {
      return List.of();
    }
    known.forgetColumns();
    List<WatchedSeries> unwanted = new ArrayList<>();
    for (WatchedSeries series : known.all()) {
      Layout.Column column = new Layout.Column(series.metric, series.key.instance());
      AnomalyPlan plan = planOf(device, column);
      if (plan == null || !plan.name().equals(series.plan().name())) {
        unwanted.add(series);
      }
    }
    return unwanted;
  }

  /** Tries again to find room, and names the series of which nothing has come for two weeks. */
  List<WatchedSeries> sweep(long epochNanos) {
    leftOut = 0;
    devices.values().forEach(DeviceSeries::forgetUnwhole);
    List<WatchedSeries> old = new ArrayList<>();
    for (WatchedSeries series : all.values()) {
      if (series.lastNanos != Long.MIN_VALUE && epochNanos - series.lastNanos > FORGOTTEN_NANOS) {
        old.add(series);
      }
    }
    return old;
  }
}
