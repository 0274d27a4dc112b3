package io.ispmonitor.anomaly.watch;

import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.SeriesKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The series of one device, and which of them the columns of its answers are. */
final class DeviceSeries {
  private static final int MOST_LAYOUTS = 64;

  private final Map<SeriesKey, WatchedSeries> series = new HashMap<>(4);
  private final List<Columns> known = new ArrayList<>(1);

  /** Which series the columns of a layout are; null for those that nobody wants. */
  record Columns(Layout layout, List<Slot> slots, boolean isWhole) {}

  /** A column and its series. */
  record Slot(int column, WatchedSeries series) {}

  @SuppressWarnings("ReferenceEquality") // the very same layout is meant
  @Nullable Columns find(Layout layout) {
    for (int i = 0; i < known.size(); i++) {
      if (known.get(i).layout() == layout) {
        return known.get(i);
      }
    }
    return null;
  }

  void put(Columns columns) {
    if (known.size() >= MOST_LAYOUTS) {
      known.clear(); // a device that makes a new one for every answer
    }
    known.add(columns);
  }

  void forgetColumns() {
    known.clear();
  }

  /** Forgets the columns for whose series there was no room. */
  void forgetUnwhole() {
    known.removeIf(columns -> !columns.isWhole());
  }

  @Nullable WatchedSeries find(SeriesKey key) {
    return series.get(key);
  }

  void add(WatchedSeries one) {
    series.put(one.key, one);
  }

  void remove(SeriesKey key) {
    series.remove(key);
    known.clear();
  }

  Collection<WatchedSeries> all() {
    return series.values();
  }
}
