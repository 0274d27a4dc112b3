package io.ispmonitor.anomaly.watch;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many series of a plan are watched at a device and behind it. Counted anew when asked, once in
 * a minute at most while series come and go. Under the watch's lock.
 */
final class Census {
  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final Inventory inventory;
  private final Map<Place, Integer> counts = new HashMap<>();
  private boolean isDirty = true;
  private boolean isCounted;
  private long countedNanos;

  Census(Inventory inventory) {
    this.inventory = inventory;
  }

  /** Series or dependencies changed. */
  void changed() {
    isDirty = true;
  }

  /** How many there are, to whichever side. */
  int count(Place place, Collection<WatchedSeries> all, long nowNanos) {
    if (isDirty && (!isCounted || nowNanos - countedNanos >= MINUTE_NANOS)) {
      isDirty = false;
      isCounted = true;
      countedNanos = nowNanos;
      count(all);
    }
    return counts.getOrDefault(new Place(place.plan(), Direction.BOTH, place.device()), 0);
  }

  private void count(Collection<WatchedSeries> all) {
    counts.clear();
    Map<String, List<String>> above = new HashMap<>();
    for (WatchedSeries series : all) {
      for (String device : above.computeIfAbsent(series.key.device(), this::placesOf)) {
        counts.merge(new Place(series.plan().name(), Direction.BOTH, device), 1, Integer::sum);
      }
    }
  }

  /** A device and all it depends on, the nearest first. */
  List<String> placesOf(String device) {
    List<String> places = new ArrayList<>();
    places.add(device);
    for (Device ancestor : inventory.ancestors(device)) {
      places.add(ancestor.id());
    }
    return places;
  }
}
