package io.ispmonitor.app.web.api;

import io.ispmonitor.app.site.Site;
import io.ispmonitor.device.DeviceKind;
import io.ispmonitor.device.Selection;
import io.ispmonitor.status.Availability;
import io.ispmonitor.status.StatusBoard;
import io.ispmonitor.status.StatusNode;
import io.ispmonitor.status.TimeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How available towers and sites were, each with all that is shown below it: the history of every
 * device is read once, however many places it belongs to. Waits for the store.
 */
final class Places {
  private final Map<String, Availability> devices = new HashMap<>();
  private final Instant from;
  private final Instant to;

  /** A place. */
  record Place(String id, String name, String kind, Availability of) {}

  private Places(Instant from, Instant to) {
    this.from = from;
    this.to = to;
  }

  static List<Place> of(Site site, Instant from, Instant to) {
    StatusBoard board = site.monitor().board();
    var all = board.availability(Selection.everything(), from, to);
    Places places = new Places(all.total().from(), all.total().to());
    all.devices().forEach(device -> places.devices.put(device.of(), device));
    return board.tree().nodes().filter(Places::isPlace).map(places::place).toList();
  }

  private static boolean isPlace(StatusNode node) {
    DeviceKind kind = node.device().kind();
    return kind.equals(DeviceKind.TOWER) || kind.equals(DeviceKind.SITE);
  }

  private Place place(StatusNode node) {
    String id = node.device().id();
    Map<TimeKind, Duration> times = new EnumMap<>(TimeKind.class);
    int outages = 0;
    int count = 0;
    Duration longest = Duration.ZERO;
    for (StatusNode each : (Iterable<StatusNode>) node.nodes()::iterator) {
      Availability device = devices.get(each.device().id());
      if (device != null) { // it came while the history was read
        device.times().forEach((kind, time) -> times.merge(kind, time, Duration::plus));
        outages += device.outages();
        count++;
        longest = device.longest().compareTo(longest) > 0 ? device.longest() : longest;
      }
    }
    return new Place(
        id,
        node.device().name(),
        node.device().kind().name(),
        new Availability(id, from, to, count, times, outages, longest));
  }
}
